using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search.Grids;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search.Halving;

/// <summary>
/// Asynchronous successive halving (Li et al., MLSys 2020). Rung k trains to min·eta^k. As soon as a trial is among the best ⌊n/eta⌋ of its
/// rung's n finished
/// ones it goes on, from its own checkpoint, on the next rung; otherwise a new configuration starts on rung 0. Nothing waits for anything.
/// </summary>
public sealed class AshaSearch : ISearchAlgorithm
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Problems(SearchProblem problem) => HalvingRules.Check(problem, "asha");

    /// <inheritdoc/>
    public SearchDecision Next(SearchProblem problem, IReadOnlyList<Trial> history)
    {
        var axis = problem.Resource!;
        var known = new TrialHistory(problem, history);
        for (var rung = axis.Levels - 1; rung >= 0; rung--)
        {
            if (Promotable(problem, history, rung) is { } trial)
            {
                return new Suggestion(known.NextNumber, problem.Space.Read(trial.Parameters))
                {
                    Resource = ResourceOf(axis, rung + 1),
                    ResumeFrom = trial.Number,
                    Rung = rung + 1,
                };
            }
        }
        if (UnusedPoints.Draw(problem, known, RandomStream.Of(problem.Seed, (ulong)known.NextNumber)) is { } draw)
            return new Suggestion(known.NextNumber, draw) { Resource = ResourceOf(axis, 0) };
        return known.AnyActive
            ? new Wait("every point of the space has started; running trials decide which go on")
            : new Exhausted($"all {known.UsedCount} points of the space were tried, and none is to go on");
    }

    /// <summary>What rung k trains to.</summary>
    public static long ResourceOf(ResourceAxis axis, int rung) => axis.Min * ResourceAxis.Power(axis.Eta, rung);

    // Failed and infeasible trials count in n: they ended, and they are not among the best.
    private static Trial? Promotable(SearchProblem problem, IReadOnlyList<Trial> history, int rung)
    {
        var finished = history.Where(trial => trial.Rung == rung && trial.IsTerminal).ToList();
        var promoted = history.Where(trial => trial.Rung == rung + 1).Select(trial => trial.ResumedFrom).ToHashSet();
        return TrialRanking.Order(problem.Direction, finished).Take(finished.Count / problem.Resource!.Eta)
            .FirstOrDefault(trial => trial.IsEligible && !promoted.Contains(trial.Number));
    }
}
