using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>ln √(2π).</summary>
    internal const double LogRootTwoPi = 0.91893853320467274178;

    /// <summary>P(Z ≤ z), with full relative precision in the lower tail.</summary>
    public static double Lower(double z)
    {
        var tail = Gamma.UpperRegularized(0.5, z * z / 2) / 2;
        return z < 0 ? tail : 1 - tail;
    }

    /// <summary>P(low &lt; Z ≤ high), without cancellation when both lie in one tail.</summary>
    public static double Between(double low, double high) =>
        low > 0 ? Math.Max(0, Lower(-low) - Lower(-high)) : Math.Max(0, Lower(high) - Lower(low));

    /// <summary>A draw (Marsaglia's polar method, 1964; the second of the pair is not used).</summary>
    public static double Draw(RandomStream random)
    {
        while (true)
        {
            var (u, v) = (2 * random.NextUnit() - 1, 2 * random.NextUnit() - 1);
            var s = u * u + v * v;
            if (s is > 0 and < 1)
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }
}
