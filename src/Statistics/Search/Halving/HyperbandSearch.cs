using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Search.Grids;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Statistics.Search.Halving;

/// <summary>
/// Hyperband: the brackets of <see cref="HyperbandPlan"/>. Within a bracket a rung is decided when all its trials have ended, however they
/// ended; the best go
/// on from their checkpoints. While one bracket waits the next one starts, so any number of trials can run at once, and a failed trial only
/// makes room.
/// </summary>
/// <param name="passes">How often all brackets are gone through, at least 1.</param>
public sealed class HyperbandSearch(int passes = 1) : ISearchAlgorithm
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Problems(SearchProblem problem)
    {
        var problems = HalvingRules.Check(problem, "hyperband");
        if (problems.Count > 0)
            return problems;
        if (passes is < 1 or > 1_000)
            return [$"hyperband: passes must be 1 to 1,000, not {passes}"];
        return HyperbandPlan.TrialsOf(problem.Resource!) is null
            ? ["hyperband: the first bracket would have more than a million trials; raise min or eta, or use asha"] : [];
    }

    /// <inheritdoc/>
    public SearchDecision Next(SearchProblem problem, IReadOnlyList<Trial> history)
    {
        var known = new TrialHistory(problem, history);
        var brackets = HyperbandPlan.Brackets(problem.Resource!);
        var fresh = new Lazy<Spaces.Assignment?>(() =>
            UnusedPoints.Draw(problem, known, RandomStream.Of(problem.Seed, (ulong)known.NextNumber)));
        for (var bracket = 0; bracket < brackets.Count * passes; bracket++)
        {
            if (Next(problem, known, brackets[bracket % brackets.Count], bracket, fresh) is { } suggestion)
                return suggestion;
        }
        return known.AnyActive ? new Wait("every bracket waits for running trials") : new Exhausted("every bracket has ended");
    }

    private static Suggestion? Next(
        SearchProblem problem, TrialHistory known, IReadOnlyList<HyperbandRung> rungs, int bracket, Lazy<Spaces.Assignment?> fresh)
    {
        var own = known.Trials.Where(trial => trial.Bracket == bracket).ToLookup(trial => trial.Rung);
        if (own[0].Count() < rungs[0].Trials && fresh.Value is { } draw)
            return new(known.NextNumber, draw) { Resource = rungs[0].Resource, Bracket = bracket };
        for (var rung = 0; rung < rungs.Count - 1; rung++)
        {
            if (own[rung].Any(trial => !trial.IsTerminal))
                return null;
            var promoted = own[rung + 1].Select(trial => trial.ResumedFrom).ToHashSet();
            var next = TrialRanking.Order(problem.Direction, own[rung].Where(trial => trial.IsEligible)).Take(rungs[rung + 1].Trials)
                .FirstOrDefault(trial => !promoted.Contains(trial.Number));
            if (next is not null)
            {
                return new(known.NextNumber, problem.Space.Read(next.Parameters))
                {
                    Resource = rungs[rung + 1].Resource,
                    ResumeFrom = next.Number,
                    Rung = rung + 1,
                    Bracket = bracket,
                };
            }
        }
        return null;
    }
}
