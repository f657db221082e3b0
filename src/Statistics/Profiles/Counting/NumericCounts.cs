namespace Modelwright.Statistics.Profiles.Counting;

/// <summary>Rows of a numeric column counted into a reference's bins. Counts of several counters add up.</summary>
/// <param name="Bins">As many as the reference has.</param>
public sealed record NumericCounts(IReadOnlyList<long> Bins)
{
    /// <summary>Finite values below the reference's smallest; also in the first bin.</summary>
    public long Below { get; init; }

    /// <summary>Finite values above the reference's greatest; also in the last bin.</summary>
    public long Above { get; init; }

    /// <summary>Values that are not a number.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("nan")]
    public long NaN { get; init; }

    /// <summary>Values that are ±∞.</summary>
    public long Infinite { get; init; }

    /// <summary>Texts that could not be read as a number.</summary>
    public long Invalid { get; init; }
}
