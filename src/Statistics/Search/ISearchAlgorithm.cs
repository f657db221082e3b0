using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search;

/// <summary>
/// Decides what to try next: a pure function of the problem and of the trials so far. Called again with the same history, in another
/// process or after
/// a crash, it gives the same answer; draws for trial k come from stream k of the seed.
/// </summary>
public interface ISearchAlgorithm
{
    /// <summary>What is wrong with using it for this problem, for people; empty when nothing is.</summary>
    IReadOnlyList<string> Problems(SearchProblem problem);

    /// <summary>The next trial, or why there is none.</summary>
    /// <param name="problem">One without <see cref="Problems"/>.</param>
    /// <param name="history">Every trial of the experiment, in any order, whatever its state.</param>
    SearchDecision Next(SearchProblem problem, IReadOnlyList<Trial> history);
}
