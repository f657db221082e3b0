using Modelwright.Statistics.Divergences;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Tests.Divergences;

/// <summary>What the rule does in repeated windows: ten bins, a reference of 10,000 rows, tolerance 0.1, one alarm in a hundred.</summary>
public sealed class PsiRuleSimulationTests
{
    private const int Windows = 2_000;

    private static readonly long[] Reference = [.. Enumerable.Repeat(1_000L, 10)];

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(1_000)]
    public void False_alarms_stay_rare_even_at_the_tolerance(int rows)
    {
        Flagged(rows, truePsi: 0, Threshold(rows)).ShouldBeLessThanOrEqualTo(0.005);
        Flagged(rows, truePsi: 0.1, Threshold(rows)).ShouldBeLessThanOrEqualTo(0.025);
    }

    [Fact]
    public void Real_changes_are_found_once_there_are_rows()
    {
        Flagged(500, truePsi: 0.3, Threshold(500)).ShouldBeGreaterThan(0.95);
        Flagged(1_000, truePsi: 0.2, Threshold(1_000)).ShouldBeGreaterThan(0.85);
    }

    [Fact]
    public void Fixed_threshold_would_flag_most_small_windows_without_any_change() =>
        Flagged(50, truePsi: 0, threshold: 0.1).ShouldBeGreaterThan(0.6);

    private static double Threshold(int rows) => PsiThreshold.Of(10_000, rows, 10, 0.1, 0.01);

    private static double Flagged(int rows, double truePsi, double threshold)
    {
        var (shares, random) = (Tilted(truePsi), RandomStream.Of((ulong)rows, (ulong)(truePsi * 1_000)));
        var flagged = 0;
        for (var window = 0; window < Windows; window++)
        {
            var counts = new long[10];
            for (var row = 0; row < rows; row++)
                counts[random.NextIndex(shares)]++;
            flagged += Divergence.Psi(Reference, counts) > threshold ? 1 : 0;
        }
        return (double)flagged / Windows;
    }

    // Shares that rise by the same factor from bin to bin, so much that their PSI against equal shares is the one wanted.
    private static double[] Tilted(double psi)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Shares(middle).Sum(share => (share - 0.1) * Math.Log(share / 0.1)) < psi ? (middle, high) : (low, middle);
        }
        return Shares(low);

        static double[] Shares(double tilt)
        {
            var weights = Enumerable.Range(0, 10).Select(i => Math.Exp(tilt * i)).ToArray();
            return [.. weights.Select(weight => weight / weights.Sum())];
        }
    }
}
