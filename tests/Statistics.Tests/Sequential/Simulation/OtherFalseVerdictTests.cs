using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Splits and distributions looked at again and again while they grow.</summary>
public sealed class OtherFalseVerdictTests
{
    private const int Rollouts = 500;

    // Three standard errors above 5 % of 500.
    private const double Most = 0.079;

    [Theory]
    [InlineData(60)]
    [InlineData(6_000)]
    public void Right_split_is_rarely_suspect(double perMinute) =>
        Share(seed: 21, random =>
        {
            var (traffic, stretches) = (new CanaryTraffic(perMinute, 0, 1), new Stretches());
            return Enumerable.Range(0, 60).Any(minute =>
            {
                stretches.Add(traffic.StepOf(minute), traffic.Draw(minute, random));
                var splits = stretches.All.Select((stretch, step) =>
                    new SplitInterval(stretch.CanaryRequests, stretch.StableRequests, traffic.Weights[step] / 100.0));
                return SplitTest.Assess(splits, alpha: 0.05).IsSuspect;
            });
        }).ShouldBeLessThanOrEqualTo(Most);

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Distance_is_within_its_bounds_at_every_look(double shift) =>
        Share(seed: 22, random =>
        {
            double[] shares = [0.1, 0.2, 0.3, 0.4];
            double[] shifted = [0.1 + shift, 0.2, 0.3, 0.4 - shift];
            var (canary, stable) = (new long[4], new long[4]);
            return Enumerable.Range(0, 40).Any(_ =>
            {
                for (var row = 0; row < 25; row++)
                {
                    canary[random.NextIndex(shifted)]++;
                    stable[random.NextIndex(shares)]++;
                    stable[random.NextIndex(shares)]++;
                }
                var assessed = DistributionDistance.Assess(canary, stable, 0.2);
                return assessed.Lower > shift + 1e-12 || assessed.Upper < shift - 1e-12;
            });
        }).ShouldBeLessThanOrEqualTo(Most);

    [Fact]
    public void Fair_pairs_are_rarely_judged() =>
        Share(seed: 23, random =>
        {
            var (b, c) = (0, 0);
            return Enumerable.Range(0, 500).Any(_ =>
            {
                (b, c) = random.NextUnit() < 0.5 ? (b + 1, c) : (b, c + 1);
                return PairedComparison.Assess(b, c).Outcome != Outcome.Inconclusive;
            });
        }).ShouldBeLessThanOrEqualTo(Most);

    private static double Share(ulong seed, Func<RandomStream, bool> isWrong) =>
        Enumerable.Range(0, Rollouts).Count(rollout => isWrong(RandomStream.Of(seed, (ulong)rollout))) / (double)Rollouts;
}
