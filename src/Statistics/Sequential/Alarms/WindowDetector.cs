namespace Modelwright.Statistics.Sequential.Alarms;

/// <summary>
/// Evidence over windows: the Shiryaev-Roberts e-detector M ← (M + 1)·e (Shin, Ramdas and Rinaldo, "E-detectors", 2022). Each window's e
/// has a mean of at most 1 while nothing is wrong; an alarm when M reaches c then comes on average no sooner than after c windows.
/// </summary>
/// <param name="Evidence">M; 0 at the start and after an alarm.</param>
public readonly record struct WindowDetector(double Evidence)
{
    // Beyond it there is nothing to gain, and products would overflow.
    private const double Most = 1e15;

    private static readonly TimeSpan Year = TimeSpan.FromDays(365.25);

    /// <summary>After one more window.</summary>
    /// <param name="e">The window's e-value, not negative.</param>
    public WindowDetector Add(double e)
    {
        if (!(e >= 0))
            throw new ArgumentOutOfRangeException(nameof(e), e, "an e-value is not negative");
        return new(Math.Min(Most, (Evidence + 1) * e));
    }

    /// <summary>
    /// c for so many false alarms a year: the windows of a year divided by them. At least 2, or every window would be an alarm.
    /// </summary>
    public static double AlarmAt(TimeSpan window, double falseAlarmsPerYear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        if (!(falseAlarmsPerYear > 0))
            throw new ArgumentOutOfRangeException(nameof(falseAlarmsPerYear), falseAlarmsPerYear,
                "a rate of false alarms is above 0, for example 1 a year");
        return Math.Max(2, Year / window / falseAlarmsPerYear);
    }

    /// <summary>A p-value as evidence: ½/√p, whose mean is 1 for a p-value that is uniform (Vovk and Wang, 2021).</summary>
    public static double OfPValue(double p)
    {
        if (!(p is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "a p-value is between 0 and 1");
        return 0.5 / Math.Sqrt(Math.Max(p, 1e-30));
    }

    /// <summary>Several p-values of one window as evidence: the mean of theirs, which holds however they depend on each other.</summary>
    public static double OfPValues(ReadOnlySpan<double> pValues)
    {
        if (pValues.IsEmpty)
            throw new ArgumentException("there is no p-value", nameof(pValues));
        var sum = 0.0;
        foreach (var p in pValues)
            sum += OfPValue(p);
        return sum / pValues.Length;
    }
}
