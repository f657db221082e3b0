using Modelwright.Statistics.Distributions;

namespace Modelwright.Statistics.Sequential;

/// <summary>
/// Evidence against a value p₀ of one rate: beta-binomial mixtures of likelihood ratios (Robbins 1970; Howard, Ramdas, McAuliffe, Sekhon,
/// Annals of Statistics 2021). Each ever reaches 1/α with a chance of at most α where the rate is p₀, or lies on the other side of it.
/// Requests and failures are real numbers, so that expected ones can be put in.
/// </summary>
internal static class RateMixture
{
    /// <summary>
    /// ln of the evidence that the rate is below p₀. Alternatives are p₀·u, u in (0, 1) with density ½u^(−½): it rises with p₀ everywhere,
    /// and needs a third fewer requests than a mixture over both sides where nothing failed.
    /// </summary>
    public static double LogBelow(double n, double x, double p0)
    {
        if (p0 >= 1)
            return x < n ? double.PositiveInfinity : 0;
        var a = x + 0.5;
        return Math.Log(0.5) + Beta.LogLower(p0, a, n - x + 1) - a * Math.Log(p0) - (n - x) * LogSpace.Log1P(-p0);
    }

    /// <summary>ln of the evidence that the rate is not p₀, on either side; alternatives are Beta(½, ½).</summary>
    public static double LogOther(double n, double x, double p0) => (x == 0 || p0 > 0) && (x == n || p0 < 1)
        ? Beta.Log(x + 0.5, n - x + 0.5) - Math.Log(Math.PI) - LogSpace.Times(x, p0) - (n - x) * LogSpace.Log1P(-p0)
        : double.PositiveInfinity;

    /// <summary>ln of the evidence that the rate is above p₀.</summary>
    public static double LogAbove(double n, double x, double p0) => x > n * p0 ? LogOther(n, x, p0) : 0;

    /// <summary>The rates below it are refuted at chance α.</summary>
    public static double Lower(double n, double x, double alpha) => x == 0 ? 0
        : Root(0, x / n, p0 => LogAbove(n, x, p0) < -Math.Log(alpha));

    /// <summary>The rates above it are refuted at chance α.</summary>
    public static double Upper(double n, double x, double alpha) => x == n ? 1
        : Root(x / n, 1, p0 => LogBelow(n, x, p0) >= -Math.Log(alpha));

    // Where a condition begins to hold, to a relative 1e-9.
    private static double Root(double low, double high, Func<double, bool> holds)
    {
        for (var i = 0; i < 100 && high - low > 1e-9 * high; i++)
        {
            // From zero the root may be many orders of magnitude away.
            var middle = low == 0 ? high / 16 : (low + high) / 2;
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }
        return high;
    }
}
