using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search;

/// <summary>A given list, in its order; an entry that stands in it twice is tried twice.</summary>
public sealed class ListSearch(IReadOnlyList<Assignment> entries) : ISearchAlgorithm
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Problems(SearchProblem problem) => problem.Space.Problems.Count > 0
        ? problem.Space.Problems
        : entries.Count == 0 ? ["list: it has no entries"]
        : [.. entries.SelectMany((entry, index) => problem.Space.Check(entry).Select(wrong => $"list[{index}]: {wrong}"))];

    /// <inheritdoc/>
    public SearchDecision Next(SearchProblem problem, IReadOnlyList<Trial> history)
    {
        var known = new TrialHistory(problem, history);
        var tried = history.GroupBy(trial => problem.Space.Read(trial.Parameters)).ToDictionary(group => group.Key, group => group.Count());
        foreach (var entry in entries)
        {
            if (tried.GetValueOrDefault(entry) == 0)
                return new Suggestion(known.NextNumber, entry);
            tried[entry]--;
        }
        return new Exhausted($"all {entries.Count} entries of the list were tried");
    }
}
