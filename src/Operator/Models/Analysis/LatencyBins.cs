namespace Modelwright.Operator.Models.Analysis;

/// <summary>
/// The bins of the routers' latency histograms (docs/contracts.md): bin k ends at 100 µs·2^(k/8), the last one holds everything above.
/// </summary>
public static class LatencyBins
{
    /// <summary>The last bin.</summary>
    public const int Last = 168;

    private const double First = 100e-6;

    /// <summary>The upper bound of a bin but the last, in seconds.</summary>
    public static double Bound(int bin) => First * Math.Pow(2, bin / 8.0);

    /// <summary>The first bin that ends at or after a duration, so that what lies above it is surely slower.</summary>
    public static int Covering(TimeSpan duration) =>
        (int)Math.Clamp(Math.Ceiling(8 * Math.Log2(duration.TotalSeconds / First) - 1e-9), 0, Last - 1);

    /// <summary>The first bin by whose end the share of the durations has ended; null of none.</summary>
    public static int? Quantile(IReadOnlyList<long> counts, double share)
    {
        var total = counts.Sum();
        if (total == 0) return null;
        var (sum, bin) = (0L, 0);
        for (; bin < Last - 1; bin++)
            if ((sum += counts[bin]) >= share * total)
                break;
        return bin;
    }
}
