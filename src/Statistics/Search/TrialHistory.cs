using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search;

/// <summary>What every algorithm asks of a history.</summary>
internal sealed class TrialHistory(SearchProblem problem, IReadOnlyList<Trial> trials)
{
    private readonly HashSet<string> _used = [.. trials.Select(trial => problem.Space.KeyOf(trial.Parameters))];

    public IReadOnlyList<Trial> Trials => trials;

    /// <summary>The number of the next trial; also its random stream.</summary>
    public int NextNumber { get; } = trials.Count == 0 ? 1 : trials.Max(trial => trial.Number) + 1;

    public int UsedCount => _used.Count;

    public bool AnyActive => trials.Any(trial => !trial.IsTerminal);

    public bool IsUsed(Assignment assignment) => _used.Contains(assignment.Key);
}
