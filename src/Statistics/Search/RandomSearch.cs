using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search.Grids;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search;

/// <summary>Uniform draws, each parameter on its scale, none twice.</summary>
public sealed class RandomSearch : ISearchAlgorithm
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Problems(SearchProblem problem) => problem.Space.Problems;

    /// <inheritdoc/>
    public SearchDecision Next(SearchProblem problem, IReadOnlyList<Trial> history)
    {
        var known = new TrialHistory(problem, history);
        var point = UnusedPoints.Draw(problem, known, RandomStream.Of(problem.Seed, (ulong)known.NextNumber));
        return point is null
            ? new Exhausted($"all {known.UsedCount} points of the space were tried")
            : new Suggestion(known.NextNumber, point);
    }
}
