namespace Modelwright.Statistics.Sequential;

/// <summary>Arithmetic on logarithms: evidence of a million requests overflows anything else.</summary>
internal static class LogSpace
{
    /// <summary>ln(1 + x), exact also for tiny x (Kahan).</summary>
    public static double Log1P(double x)
    {
        var sum = 1 + x;
        // What rounding does to 1 + x, it does to the logarithm's argument and to the divisor alike.
        return sum == 1 ? x : double.IsPositiveInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>ln of the mean of exp.</summary>
    public static double LogMeanExp(ReadOnlySpan<double> logs)
    {
        var top = double.NegativeInfinity;
        foreach (var log in logs)
            top = Math.Max(top, log);
        if (double.IsInfinity(top))
            return top;
        var sum = 0.0;
        foreach (var log in logs)
            sum += Math.Exp(log - top);
        return top + Math.Log(sum / logs.Length);
    }

    /// <summary>a·ln b with 0·ln 0 = 0.</summary>
    public static double Times(double a, double b) => a == 0 ? 0 : a * Math.Log(b);

    /// <summary>From low to high in equal steps of the logarithm, both included.</summary>
    public static double[] Spaced(double low, double high, int count) =>
        [.. Enumerable.Range(0, count).Select(i => low * Math.Pow(high / low, (double)i / (count - 1)))];
}
