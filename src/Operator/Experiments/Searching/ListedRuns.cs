using Modelwright.Statistics.Search;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Searching;

/// <summary>The entries of <c>spec.search.list</c>, in their order: run N has entry N. Entries need not have the same names.</summary>
internal sealed class ListedRuns(IReadOnlyList<Assignment> entries) : ISearchAlgorithm
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Problems(SearchProblem problem) => [];

    /// <inheritdoc/>
    public SearchDecision Next(SearchProblem problem, IReadOnlyList<Trial> history)
    {
        var number = history.Count == 0 ? 1 : history.Max(trial => trial.Number) + 1;
        return number <= entries.Count
            ? new Suggestion(number, entries[number - 1])
            : new Exhausted($"all {entries.Count} entries of spec.search.list were tried");
    }
}
