using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Distributions;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>ln √(2π).</summary>
    internal const double LogRootTwoPi = 0.91893853320467274178;

    /// <summary>
    /// P(Z ≤ z) to fifteen places, and to seven digits in the far lower tail (Hart 1968, algorithm 5666, as given by West, Wilmott 2005).
    /// </summary>
    public static double Lower(double z)
    {
        var x = Math.Abs(z);
        if (!(x <= 38))
            return double.IsNaN(z) ? z : z < 0 ? 0 : 1;
        var bell = Math.Exp(-x * x / 2);
        double tail;
        if (x < 7.07106781186547)
        {
            var above = ((((((0.0352624965998911 * x + 0.700383064443688) * x + 6.37396220353165) * x + 33.912866078383) * x
                + 112.079291497871) * x
                + 221.213596169931) * x + 220.206867912376);
            var below = (((((((0.0883883476483184 * x + 1.75566716318264) * x + 16.064177579207) * x + 86.7807322029461) * x
                + 296.564248779674) * x
                + 637.333633378831) * x + 793.826512519948) * x + 440.413735824752);
            tail = bell * above / below;
        }
        else
        {
            tail = bell / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631;
        }
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
