using Modelwright.Statistics.Distributions;

namespace Modelwright.Statistics.Divergences;

/// <summary>
/// The PSI above which two samples differ by more than a tolerance and not by chance. n_eff·PSI is about non-central χ² with B−1 degrees of
/// freedom and non-centrality n_eff·δ, n_eff = nm/(n+m); so for small samples the threshold is far above the tolerance, and for large ones
/// it tends to it. A tolerance of 0 asks for any difference (Yurdakul's rule).
/// </summary>
public static class PsiThreshold
{
    /// <summary>The threshold.</summary>
    /// <param name="referenceRows">Rows of the reference.</param>
    /// <param name="currentRows">Rows of the current sample.</param>
    /// <param name="bins">Bins that are not empty on both sides.</param>
    /// <param name="tolerance">δ₀: the true PSI that is still tolerated, not negative.</param>
    /// <param name="alpha">Chance of exceeding the threshold at a true PSI of δ₀, in (0, 1).</param>
    public static double Of(long referenceRows, long currentRows, int bins, double tolerance, double alpha = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(referenceRows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(currentRows);
        if (!(tolerance >= 0) || double.IsInfinity(tolerance))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "a PSI tolerance is a number from 0, for example 0.1");
        if (!(alpha is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "alpha is a chance between 0 and 1, for example 0.01");
        if (bins < 2)
            return tolerance;
        var size = (double)referenceRows * currentRows / ((double)referenceRows + currentRows);
        return NoncentralChiSquare.Quantile(1 - alpha, bins - 1, size * tolerance) / size;
    }

    /// <summary>The smallest true PSI that exceeds the threshold in a share of windows (power): what can be seen at these sizes.</summary>
    public static double Detectable(
        long referenceRows, long currentRows, int bins, double tolerance, double alpha = 0.01, double power = 0.8)
    {
        if (!(power is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, "power is a chance between 0 and 1, for example 0.8");
        var threshold = Of(referenceRows, currentRows, bins, tolerance, alpha);
        if (bins < 2)
            return threshold;
        var (low, high) = (0.0, threshold + 1);
        while (PValue(threshold, referenceRows, currentRows, bins, high) < power)
            (low, high) = (high, high * 2);
        for (var i = 0; i < 60 && high - low > 1e-9 * high; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = PValue(threshold, referenceRows, currentRows, bins, middle) < power ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>P(PSI this large | true PSI = tolerance): small means more than tolerated.</summary>
    public static double PValue(double psi, long referenceRows, long currentRows, int bins, double tolerance)
    {
        if (bins < 2)
            return 1;
        var size = (double)referenceRows * currentRows / ((double)referenceRows + currentRows);
        return NoncentralChiSquare.Upper(size * psi, bins - 1, size * tolerance);
    }
}
