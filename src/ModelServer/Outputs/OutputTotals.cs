namespace Modelwright.ModelServer.Outputs;

/// <summary>What was counted of one element of an output, or of an output without elements.</summary>
/// <param name="Name">The output.</param>
/// <param name="Slot">The element, or -1: the output has one value per row.</param>
/// <param name="Kind">Numbers or categories.</param>
/// <param name="Rows">All values; those of the lists below and of the counts beside them add up to it.</param>
internal sealed record OutputTotals(string Name, int Slot, OutputKind Kind, long Rows)
{
    /// <summary>The element of the last dimension; null: the output has one value per row.</summary>
    public int? Element => Slot < 0 ? null : Slot;

    /// <summary>Finite numbers by bin, ascending; only bins that have some.</summary>
    public IReadOnlyList<KeyValuePair<int, long>> Bins { get; init; } = [];

    /// <summary>Values that are no number.</summary>
    public long NaN { get; init; }

    /// <summary>Values that are infinite, of either sign.</summary>
    public long Infinite { get; init; }

    /// <summary>Rows by category, in ordinal order.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Values { get; init; } = [];

    /// <summary>Rows of categories that are not told apart.</summary>
    public long Other { get; init; }
}
