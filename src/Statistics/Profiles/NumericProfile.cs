namespace Modelwright.Statistics.Profiles;

/// <summary>
/// The bins of a numeric column: bin i is <c>(edges[i-1], edges[i]]</c>, the first reaches down to −∞, the last up to +∞. NaN and ±∞ are
/// in no bin. Edges are quantiles (type 7) without repeats; a value that holds more than 1/bins of the reference has a bin to itself.
/// </summary>
/// <param name="Edges">Finite, strictly increasing; empty when the column has at most one distinct value.</param>
/// <param name="Counts">One more than edges; they sum to <paramref name="Sampled"/>.</param>
/// <param name="Sampled">Finite values counted in the bins: all of them, or the size of the sample.</param>
/// <param name="Finite">Finite values seen.</param>
public sealed record NumericProfile(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts, long Sampled, long Finite)
{
    /// <summary>Values that are not a number.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("nan")]
    public long NaN { get; init; }

    /// <summary>Values that are ±∞.</summary>
    public long Infinite { get; init; }

    /// <summary>Texts that could not be read as a number.</summary>
    public long Invalid { get; init; }

    /// <summary>Smallest finite value; null when there is none.</summary>
    public double? Min { get; init; }

    /// <summary>Greatest finite value.</summary>
    public double? Max { get; init; }

    /// <summary>Mean of the finite values.</summary>
    public double? Mean { get; init; }

    /// <summary>Standard deviation of the finite values (divisor n).</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>Values were rounded to 32-bit floats before they were counted.</summary>
    public bool SinglePrecision { get; init; }
}
