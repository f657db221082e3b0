namespace Modelwright.Statistics.Sequential;

/// <summary>How much more of the same it takes.</summary>
internal static class Extrapolation
{
    private const double Most = 1e10;

    /// <summary>
    /// The least number (to a hundredth) for which something holds that holds from there on, 0 if it does already; null beyond 10¹⁰.
    /// </summary>
    public static long? Least(Func<double, bool> holds)
    {
        if (holds(0))
            return 0;
        var (low, high) = (0.0, 1.0);
        while (!holds(high))
        {
            (low, high) = (high, high * 2);
            if (high > Most)
                return null;
        }
        while (high - low > 1 && high - low > 0.01 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (low, middle) : (middle, high);
        }
        return (long)Math.Ceiling(high);
    }
}
