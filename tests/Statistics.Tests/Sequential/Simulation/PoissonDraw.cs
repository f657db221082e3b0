using Modelwright.Statistics.Distributions;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>Poisson draws, exact at every mean.</summary>
public static class PoissonDraw
{
    /// <summary>A draw. Small means by multiplying uniforms (Knuth), large ones by transformed rejection (Hörmann 1993, PTRS).</summary>
    public static long Of(double mean, RandomStream random)
    {
        if (mean < 10)
            return Multiplied(mean, random);
        var b = 0.931 + 2.53 * Math.Sqrt(mean);
        var a = -0.059 + 0.02483 * b;
        var inverse = 1.1239 + 1.1328 / (b - 3.4);
        var quick = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            var u = random.NextUnit() - 0.5;
            var v = 1 - random.NextUnit();
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= quick)
                return (long)k;
            if (k < 0 || us < 0.013 && v > us)
                continue;
            if (Math.Log(v * inverse / (a / (us * us) + b)) <= k * Math.Log(mean) - mean - Gamma.Log(k + 1))
                return (long)k;
        }
    }

    private static long Multiplied(double mean, RandomStream random)
    {
        var (limit, product, count) = (Math.Exp(-mean), random.NextUnit(), 0L);
        while (product > limit)
        {
            product *= random.NextUnit();
            count++;
        }
        return count;
    }
}
