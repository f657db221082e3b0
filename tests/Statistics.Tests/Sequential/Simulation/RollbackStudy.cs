using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>How often a rule rolled back, and when.</summary>
/// <param name="Share">Share of the rollouts that it rolled back.</param>
/// <param name="MedianMinute">The median minute of those, counted from 1; null where there were none.</param>
public sealed record RollbackStudy(double Share, int? MedianMinute)
{
    /// <summary>Plays rollouts; all rules see the same traffic.</summary>
    /// <param name="traffic">What comes in.</param>
    /// <param name="minutes">How long each rollout takes.</param>
    /// <param name="rollouts">How many rollouts; rollout i draws from stream i of the seed.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="rules">Makes the rules of one rollout.</param>
    public static RollbackStudy[] Of(CanaryTraffic traffic, int minutes, int rollouts, ulong seed, params Func<IRollbackRule>[] rules)
    {
        var ends = rules.Select(_ => new List<int>()).ToArray();
        for (var rollout = 0; rollout < rollouts; rollout++)
        {
            var random = RandomStream.Of(seed, (ulong)rollout);
            var open = rules.Select((rule, index) => (Rule: rule(), Index: index)).ToList();
            for (var minute = 0; minute < minutes && open.Count > 0; minute++)
            {
                var counts = traffic.Draw(minute, random);
                foreach (var (rule, index) in open.ToArray())
                {
                    if (!rule.RollsBack(traffic.StepOf(minute), counts))
                        continue;
                    ends[index].Add(minute + 1);
                    open.Remove((rule, index));
                }
            }
        }
        return [.. ends.Select(list => new RollbackStudy((double)list.Count / rollouts, Median(list)))];
    }

    internal static int? Median(List<int> minutes)
    {
        minutes.Sort();
        return minutes.Count == 0 ? null : minutes[minutes.Count / 2];
    }
}
