namespace Modelwright.Operator.Models.Monitoring.Counting;

/// <summary>What was counted of one column: rows, what is wrong with some of them, and the others by bin. Tallies add up.</summary>
public sealed class Tally : IEquatable<Tally>
{
    private const int Fixed = 5;
    private readonly long[] values;

    private Tally(long[] values) => this.values = values;

    /// <summary>Rows.</summary>
    public long Rows => values[0];

    /// <summary>Rows without a value.</summary>
    public long Missing => values[1];

    /// <summary>Categories that the profile does not have.</summary>
    public long Unseen => values[2];

    /// <summary>Numbers beyond the profile's extremes; those that are finite are in a bin as well.</summary>
    public long OutOfRange => values[3];

    /// <summary>What is not a number.</summary>
    public long NaN => values[4];

    /// <summary>The others, by bin.</summary>
    public ReadOnlySpan<long> Bins => values.AsSpan(Fixed);

    /// <summary>The rows in bins.</summary>
    public long Binned
    {
        get
        {
            var sum = 0L;
            foreach (var count in Bins) sum += count;
            return sum;
        }
    }

    /// <summary>A tally.</summary>
    public static Tally Of(long rows, long missing, long unseen, long outOfRange, long nan, IEnumerable<long> bins) =>
        new([rows, missing, unseen, outOfRange, nan, .. bins]);

    /// <summary>Nothing, in so many bins.</summary>
    public static Tally None(int bins) => new(new long[Fixed + bins]);

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is anything else.</summary>
    public static Tally? Parse(string text)
    {
        var parts = text.Split(' ');
        var values = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!long.TryParse(parts[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture,
                out values[i])) return null;
        return values.Length >= Fixed ? new(values) : null;
    }

    /// <summary>Both together; the other alone where the bins are not the same.</summary>
    public Tally Add(Tally other) =>
        other.values.Length == values.Length ? new([.. values.Zip(other.values, (left, right) => left + right)]) : other;

    /// <summary>What was counted since an earlier reading of the same process; null when something went backwards.</summary>
    public Tally? Since(Tally before)
    {
        if (before.values.Length != values.Length) return null;
        long[] grown = [.. values.Zip(before.values, (now, then) => now - then)];
        return grown.Any(count => count < 0) ? null : new(grown);
    }

    /// <inheritdoc />
    public bool Equals(Tally? other) => other is not null && values.AsSpan().SequenceEqual(other.values);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Tally);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(values.Length, Rows, Binned);

    /// <summary>The counts in order, with blanks between them.</summary>
    public override string ToString() => string.Join(' ', values);
}
