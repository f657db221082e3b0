using Modelwright.Statistics.Divergences;

namespace Modelwright.Bench.Drift;

/// <summary>The operator's rule for one feature in one window: tolerance 0.1, one in a hundred.</summary>
internal static class Rule
{
    private const double Tolerance = 0.1;
    private static readonly Dictionary<(long, long, int), double> Thresholds = [];

    /// <summary>The PSI, what it has to exceed, and how probable it is at the tolerance.</summary>
    public static (double Psi, double Threshold, double P) Compare(long[] reference, long[] window)
    {
        var (before, now) = SparseBins.Join(reference, window, minExpected: 1);
        var (m, n) = (before.Sum(), now.Sum());
        var effective = Math.Max(1, Math.Min(n, m / 5));
        if (!Thresholds.TryGetValue((m, effective, before.Length), out var threshold))
            Thresholds[(m, effective, before.Length)] = threshold = PsiThreshold.Of(m, effective, before.Length, Tolerance);
        var psi = Divergence.Psi(before, now);
        return (psi, threshold, PsiThreshold.PValue(psi, m, effective, before.Length, Tolerance));
    }
}
