namespace Modelwright.Statistics.Profiles;

/// <summary>
/// The bounds and the resolution of a profile. In a table of more than 40 columns each column gets less memory, down to a floor.
/// </summary>
public sealed record ProfileOptions
{
    /// <summary>The options nobody has to think about.</summary>
    public static ProfileOptions Default { get; } = new();

    /// <summary>Quantile bins of a numeric column, 2 to 64; atoms may add up to twice as many.</summary>
    public int Bins { get; init; } = 10;

    /// <summary>Categories counted by name; all others are <c>otherKnown</c>. At most 256.</summary>
    public int TopCategories { get; init; } = 64;

    /// <summary>Categories beyond the top ones that are remembered by hash, to tell known from unseen; at most 10,000.</summary>
    public int KnownOthers { get; init; } = 1_000;

    /// <summary>
    /// Distinct values of a categorical column that are counted at all, at most 1,000,000; what comes later is known to be incomplete.
    /// </summary>
    public int DistinctValues { get; init; } = 10_000;

    /// <summary>
    /// Values of a numeric column kept for its quantiles (8 bytes each). A longer column is sampled, each value with the same chance.
    /// </summary>
    public int SampledValues { get; init; } = 50_000;

    /// <summary>Columns of a table.</summary>
    public int Columns { get; init; } = 1_000;

    /// <summary>
    /// Round values to 32-bit floats first, as a model with float inputs sees them; edges then compare with what is served.
    /// </summary>
    public bool SinglePrecision { get; init; }

    /// <summary>Seed of the sample.</summary>
    public ulong Seed { get; init; }

    /// <summary>The share of one column in a table: about 130 MB at most in all, instead of 1.5 MB for each.</summary>
    internal ProfileOptions Shared(int columns) => this with
    {
        KnownOthers = Math.Min(KnownOthers, Math.Max(100, 40 * 1_000 / Math.Max(1, columns))),
        DistinctValues = Math.Min(DistinctValues, Math.Max(1_000, 40 * 10_000 / Math.Max(1, columns))),
        SampledValues = Math.Min(SampledValues, Math.Max(4_000, 40 * 50_000 / Math.Max(1, columns))),
    };

    internal ProfileOptions Checked()
    {
        Require(Bins is >= 2 and <= 64, nameof(Bins), Bins, "2 to 64");
        Require(TopCategories is >= 1 and <= 256, nameof(TopCategories), TopCategories, "1 to 256");
        Require(KnownOthers is >= 0 and <= 10_000, nameof(KnownOthers), KnownOthers, "0 to 10,000");
        Require(DistinctValues >= TopCategories && DistinctValues <= 1_000_000, nameof(DistinctValues), DistinctValues,
            "TopCategories to 1,000,000");
        Require(SampledValues is >= 100 and <= 10_000_000, nameof(SampledValues), SampledValues, "100 to 10,000,000");
        Require(Columns is >= 1 and <= 10_000, nameof(Columns), Columns, "1 to 10,000");
        return this;
    }

    private static void Require(bool holds, string name, int value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}");
    }
}
