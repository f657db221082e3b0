using Modelwright.Statistics.Profiles;

namespace Modelwright.ModelServer.Features;

/// <summary>A column of the profile and how its values are counted, into a stretch of a stripe's tally.</summary>
internal abstract class CountedColumn(ColumnPlace place, int firstCell)
{
    /// <summary>Where its values are.</summary>
    public ColumnPlace Place { get; } = place;

    /// <summary>Name, bins and what the reference has in them.</summary>
    public ColumnProfile Column => Place.Column;

    /// <summary>Where its stretch of a tally begins.</summary>
    public int FirstCell { get; } = firstCell;

    /// <summary>How long the stretch is.</summary>
    public abstract int Cells { get; }

    /// <summary>Counts the rows of one request.</summary>
    public abstract void Count(in ColumnValues values, Span<long> tally);

    /// <summary>What was counted, for people and programs.</summary>
    public abstract ColumnTotals Totals(ReadOnlySpan<long> tally);

    /// <summary>A column's counter.</summary>
    public static CountedColumn Of(ColumnPlace place, int firstCell, bool redacted) => place.Column.Numeric is { } numeric
        ? new NumberColumn(place, numeric, firstCell)
        : new CategoryColumn(place, place.Column.Categorical!, firstCell, redacted);
}
