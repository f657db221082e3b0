using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Which verdict a rollout got first, looking every minute, and when.</summary>
/// <param name="Harmful">Share of the rollouts.</param>
/// <param name="NonInferior">Share of the rollouts.</param>
/// <param name="MedianMinute">The median minute of the verdicts; null where there were none.</param>
public sealed record VerdictStudy(double Harmful, double NonInferior, int? MedianMinute)
{
    /// <summary>Plays rollouts; rollout i draws from stream i of the seed.</summary>
    public static VerdictStudy Of(CanaryTraffic traffic, RateComparisonOptions options, int minutes, int rollouts, ulong seed)
    {
        var (counts, ends) = (new int[3], new List<int>());
        for (var rollout = 0; rollout < rollouts; rollout++)
        {
            var random = RandomStream.Of(seed, (ulong)rollout);
            var (stretches, outcome) = (new Stretches(), Outcome.Inconclusive);
            for (var minute = 0; minute < minutes && outcome == Outcome.Inconclusive; minute++)
            {
                stretches.Add(traffic.StepOf(minute), traffic.Draw(minute, random));
                outcome = RateComparison.Decide(stretches.All, options);
                if (outcome != Outcome.Inconclusive)
                    ends.Add(minute + 1);
            }
            counts[(int)outcome]++;
        }
        return new((double)counts[(int)Outcome.Harmful] / rollouts, (double)counts[(int)Outcome.NonInferior] / rollouts,
            RollbackStudy.Median(ends));
    }
}
