namespace Modelwright.Statistics.Distributions;

/// <summary>The non-central χ² distribution: a Poisson(λ/2) mixture of χ² with df + 2j degrees of freedom.</summary>
public static class NoncentralChiSquare
{
    // Above it the mixture has thousands of terms, and Sankaran's approximation (Biometrika 1963) agrees to five digits.
    private const double SankaranFrom = 200_000;

    /// <summary>P(X ≤ x).</summary>
    public static double Lower(double x, double df, double noncentrality) => Tails(x, df, noncentrality).Lower;

    /// <summary>P(X &gt; x).</summary>
    public static double Upper(double x, double df, double noncentrality) => Tails(x, df, noncentrality).Upper;

    /// <summary>The x with P(X ≤ x) = probability, for a probability in (0, 1).</summary>
    public static double Quantile(double probability, double df, double noncentrality)
    {
        if (!(probability is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a quantile needs a probability between 0 and 1");
        var (low, high) = (0.0, df + noncentrality + 10);
        while (Below(high))
            (low, high) = (high, high * 2);
        // Bisection to neighbouring doubles: at most some sixty steps, and nothing that can diverge.
        for (var i = 0; i < 200; i++)
        {
            var middle = low + (high - low) / 2;
            if (middle <= low || middle >= high)
                break;
            (low, high) = Below(middle) ? (middle, high) : (low, middle);
        }
        return high;

        // The smaller tail decides: 1 − tiny has lost its digits.
        bool Below(double x) => Tails(x, df, noncentrality) is var tails
            && (probability <= 0.5 ? tails.Lower < probability : tails.Upper > 1 - probability);
    }

    private static (double Lower, double Upper) Tails(double x, double df, double noncentrality)
    {
        if (!(df > 0) || !(noncentrality >= 0))
            throw new ArgumentOutOfRangeException(nameof(df), df,
                $"degrees of freedom must be positive and the non-centrality ({noncentrality}) not negative");
        if (x <= 0)
            return (0, 1);
        if (noncentrality > SankaranFrom)
            return Sankaran(x, df, noncentrality);
        if (noncentrality == 0)
            return (Gamma.LowerRegularized(df / 2, x / 2), Gamma.UpperRegularized(df / 2, x / 2));
        var (half, y) = (noncentrality / 2, x / 2);
        var mode = (int)Math.Floor(half);
        var weight = Gamma.Step(mode, half);
        var (lower, upper) = (0.0, 0.0);

        // Upwards from the mode with P(a+1) = P(a) − step, Q(a+1) = Q(a) + step.
        var a = df / 2 + mode;
        var (p, q, step) = (Gamma.LowerRegularized(a, y), Gamma.UpperRegularized(a, y), Gamma.Step(a, y));
        var (start, startP, startQ, startStep) = (weight, p, q, step);
        for (var j = mode; weight > 1e-18; j++)
        {
            lower += weight * p;
            upper += weight * q;
            (p, q) = (Math.Max(0, p - step), Math.Min(1, q + step));
            step *= y / (a + (j - mode) + 1);
            weight *= half / (j + 1);
        }

        // And downwards.
        (weight, p, q, step) = (start, startP, startQ, startStep);
        for (var j = mode; j > 0 && weight > 1e-18; j--)
        {
            weight *= j / half;
            step *= (a + (j - mode)) / y;
            (p, q) = (Math.Min(1, p + step), Math.Max(0, q - step));
            lower += weight * p;
            upper += weight * q;
        }
        return (Math.Clamp(lower, 0, 1), Math.Clamp(upper, 0, 1));
    }

    private static (double Lower, double Upper) Sankaran(double x, double df, double noncentrality)
    {
        var (mean, spread) = (df + noncentrality, df + 2 * noncentrality);
        var h = 1 - 2 * mean * (df + 3 * noncentrality) / (3 * spread * spread);
        var p = spread / (mean * mean);
        var m = (h - 1) * (1 - 3 * h);
        var centre = 1 + h * p * (h - 1 - (1 - h / 2) * m * p / 2);
        var deviation = h * Math.Sqrt(2 * p) * (1 + m * p / 2);
        var z = (Math.Pow(x / mean, h) - centre) / deviation;
        // The normal tails by the incomplete gamma function: Q(½, z²/2) is their sum.
        var tail = Gamma.UpperRegularized(0.5, z * z / 2) / 2;
        return z < 0 ? (tail, 1 - tail) : (1 - tail, tail);
    }
}
