namespace Modelwright.Statistics.Distributions;

/// <summary>The gamma function's logarithm and regularised incomplete integrals.</summary>
public static class Gamma
{
    // Lanczos, g = 7, n = 9 (Godfrey): about 15 digits for x ≥ ½.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x) for x &gt; 0.</summary>
    public static double Log(double x)
    {
        if (!(x > 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "ln Γ is computed for positive numbers");
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - Log(1 - x);
        // Stirling's series is exact to the last digits where Lanczos begins to lose them to cancellation.
        if (x > 20)
            return (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI)
                + (1 / (12 * x)) * (1 - 1 / (30 * x * x) * (1 - 2 / (7 * x * x)));
        x -= 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (x + i);
        var t = x + 7.5;
        return 0.5 * Math.Log(2 * Math.PI) + (x + 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>P(a, x) = γ(a, x)/Γ(a) for a &gt; 0, x ≥ 0.</summary>
    public static double LowerRegularized(double a, double x) => x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);

    /// <summary>Q(a, x) = 1 − P(a, x); accurate also where it is tiny.</summary>
    public static double UpperRegularized(double a, double x) => x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);

    /// <summary>xᵃ e⁻ˣ / Γ(a + 1), the step from P(a, x) to P(a + 1, x).</summary>
    internal static double Step(double a, double x) => x <= 0 ? 0 : Math.Exp(a * Math.Log(x) - x - Log(a + 1));

    // Both expansions converge in about √a terms near x = a, and faster elsewhere.
    private static int MaxTerms(double a) => 500 + (int)Math.Min(10_000_000, 20 * Math.Sqrt(a));

    private static double Series(double a, double x)
    {
        if (x <= 0)
            return 0;
        var (term, sum) = (1.0, 1.0);
        for (var i = 1; i < MaxTerms(a) && term > sum * 1e-17; i++)
        {
            term *= x / (a + i);
            sum += term;
        }
        return Math.Min(1, sum * Step(a, x));
    }

    // Lentz's method on the continued fraction (Abramowitz and Stegun 6.5.31).
    private static double Fraction(double a, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        const double tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < MaxTerms(a); i++)
        {
            var factor = -i * (i - a);
            b += 2;
            d = factor * d + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + factor / c;
            c = Math.Abs(c) < tiny ? tiny : c;
            h *= d * c;
            if (Math.Abs(d * c - 1) < 1e-16)
                break;
        }
        return Math.Clamp(h * a * Step(a, x), 0, 1);
    }
}
