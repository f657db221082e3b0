namespace Modelwright.Statistics.Distributions;

/// <summary>The beta function's logarithm and incomplete integrals, for a, b &gt; 0.</summary>
public static class Beta
{
    /// <summary>ln B(a, b).</summary>
    public static double Log(double a, double b) => Gamma.Log(a) + Gamma.Log(b) - Gamma.Log(a + b);

    /// <summary>ln ∫₀ˣ tᵃ⁻¹(1−t)ᵇ⁻¹ dt, not regularised, also where the integral is far below the least double.</summary>
    public static double LogLower(double x, double a, double b)
    {
        if (x <= 0)
            return double.NegativeInfinity;
        if (x >= 1)
            return Log(a, b);
        return x < Turn(a, b) ? LogTail(x, a, b) : Log(a, b) + Math.Log(Math.Max(0, 1 - Math.Exp(LogTail(1 - x, b, a) - Log(a, b))));
    }

    /// <summary>I_x(a, b), the chance that a Beta(a, b) variable is at most x.</summary>
    public static double LowerRegularized(double x, double a, double b) => Math.Min(1, Math.Exp(LogLower(x, a, b) - Log(a, b)));

    // Below it the continued fraction of the lower integral converges quickly, above it that of the upper one.
    private static double Turn(double a, double b) => (a + 1) / (a + b + 2);

    private static double LogTail(double x, double a, double b) => a * Math.Log(x) + b * Math.Log(1 - x) + Math.Log(Fraction(x, a, b) / a);

    // Lentz's method on the continued fraction (Abramowitz and Stegun 26.5.8); about √max(a, b) terms near the turn, few far from it.
    private static double Fraction(double x, double a, double b)
    {
        const double tiny = 1e-300;
        var terms = 500 + (int)Math.Min(10_000_000, 20 * Math.Sqrt(Math.Max(a, b)));
        var (c, d) = (1.0, Inverse(1 - (a + b) * x / (a + 1)));
        var h = d;
        for (var m = 1; m < terms; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = Inverse(1 + even * d);
            c = Away(1 + even / c);
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = Inverse(1 + odd * d);
            c = Away(1 + odd / c);
            h *= d * c;
            if (Math.Abs(d * c - 1) < 1e-16)
                break;
        }
        return h;

        static double Away(double value) => Math.Abs(value) < tiny ? tiny : value;
        static double Inverse(double value) => 1 / Away(value);
    }
}
