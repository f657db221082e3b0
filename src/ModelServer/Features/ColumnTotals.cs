using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Features;

/// <summary>What was counted of one column; the members of the other kind are zero or empty.</summary>
/// <param name="Column">Name, bins and what the reference has in them.</param>
/// <param name="Counts">Rows per bin, or per category of the reference.</param>
/// <param name="Missing">Rows without a value.</param>
internal sealed record ColumnTotals(ColumnProfile Column, long[] Counts, long Missing)
{
    /// <summary>All rows.</summary>
    public long Rows => Counts.Sum() + Missing + NaN + Infinite + Invalid + OtherKnown + Unseen;

    /// <summary>Values that are not a number.</summary>
    public long NaN { get; init; }

    /// <summary>Values that are ±∞.</summary>
    public long Infinite { get; init; }

    /// <summary>Texts that are no number, in a column of numbers.</summary>
    public long Invalid { get; init; }

    /// <summary>Rows of the first bin that lie below the reference's smallest value.</summary>
    public long BelowMin { get; init; }

    /// <summary>Rows of the last bin that lie above the reference's greatest value.</summary>
    public long AboveMax { get; init; }

    /// <summary>Rows with a value that the reference knows and does not list.</summary>
    public long OtherKnown { get; init; }

    /// <summary>Rows with a value that the reference never had.</summary>
    public long Unseen { get; init; }

    /// <summary>Some of those values, with their rows.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> UnseenValues { get; init; } = [];
}
