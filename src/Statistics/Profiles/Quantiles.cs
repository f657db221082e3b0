namespace Modelwright.Statistics.Profiles;

/// <summary>Sample quantiles of type 7 (Hyndman and Fan, 1996): linear between order statistics, as numpy and R do by default.</summary>
public static class Quantiles
{
    /// <summary>The quantile of sorted values; at least one value, probability in [0, 1].</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("there is no quantile of no values", nameof(sorted));
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability is in [0, 1]");
        var position = (sorted.Length - 1) * probability;
        var index = (int)Math.Floor(position);
        if (index >= sorted.Length - 1)
            return sorted[^1];
        var (low, high, part) = (sorted[index], sorted[index + 1], position - index);
        // From the nearer end, so that equal neighbours and part = 1 give their value exactly.
        if (!double.IsFinite(high - low))
            return low * (1 - part) + high * part;
        return low == high ? low : part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
    }
}
