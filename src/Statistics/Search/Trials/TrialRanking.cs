namespace Modelwright.Statistics.Search.Trials;

/// <summary>Which trials are better than others.</summary>
public static class TrialRanking
{
    /// <summary>
    /// Best first: eligible trials by value; then those that broke a constraint or were pruned, by value; then those whose value is NaN,
    /// infinite or
    /// not there. Equal ones by number.
    /// </summary>
    public static IReadOnlyList<Trial> Order(Direction direction, IEnumerable<Trial> trials) => [.. trials
        .OrderBy(Class)
        .ThenBy(trial => Class(trial) == 2 ? 0 : direction == Direction.Minimize ? trial.Value : -trial.Value)
        .ThenBy(trial => trial.Number)];

    /// <summary>
    /// The best eligible trials, at most <paramref name="count"/>. A configuration that was resumed several times counts once, by its best.
    /// </summary>
    public static IReadOnlyList<Trial> Top(Direction direction, IEnumerable<Trial> trials, int count) =>
        [.. Order(direction, trials.Where(trial => trial.IsEligible))
            .DistinctBy(trial => new Spaces.Assignment(trial.Parameters)).Take(count)];

    /// <summary>The best eligible trial; null when there is none, so that nothing failed, infeasible or NaN is ever best.</summary>
    public static Trial? Best(Direction direction, IEnumerable<Trial> trials) =>
        Order(direction, trials.Where(trial => trial.IsEligible)) is [var best, ..] ? best : null;

    /// <summary>The best trial is at least as good as the goal.</summary>
    public static bool IsGoalReached(Direction direction, double goal, IEnumerable<Trial> trials) =>
        Best(direction, trials)?.Value is { } value && (direction == Direction.Minimize ? value <= goal : value >= goal);

    /// <summary>How many of the finished trials came after the best one, by number; all of them when there is none.</summary>
    public static int RunsSinceImprovement(Direction direction, IReadOnlyCollection<Trial> trials)
    {
        var best = Best(direction, trials)?.Number ?? 0;
        return trials.Count(trial => trial.IsTerminal && trial.Number > best);
    }

    /// <summary>Whether one value is better than another; NaN is never better.</summary>
    internal static bool IsBetter(Direction direction, double value, double than) =>
        direction == Direction.Minimize ? value < than : value > than;

    private static int Class(Trial trial) => trial.IsEligible ? 0 : trial.Value is { } value && double.IsFinite(value) ? 1 : 2;
}
