namespace Modelwright.Agent.Datasets.Checks;

/// <summary>No two rows have the same key. Texts are compared as they are; two missing values are the same.</summary>
internal sealed class UniquenessCheck(TaskCheck check, int[] places, string folder) : RowCheck(check.Name, check.Severity)
{
    private readonly KeyBuckets _keys = new(folder);
    private long _rows;

    /// <inheritdoc />
    public override void Add(string?[] row, RowPlace place) => _keys.Add(row, places, ++_rows);

    /// <inheritdoc />
    public override string? Finish()
    {
        var (repeats, again, first) = (0L, long.MaxValue, 0L);
        for (var bucket = 0; bucket < KeyBuckets.Count; bucket++)
        {
            var seen = new Dictionary<UInt128, long>();
            foreach (var entry in _keys.Read(bucket).OrderBy(entry => entry.Row))
            {
                if (seen.TryAdd(entry.Hash, entry.Row)) continue;
                repeats++;
                if (entry.Row < again) (again, first) = (entry.Row, seen[entry.Hash]);
            }
        }

        return repeats == 0 ? null
            : $"{repeats} of {_rows} rows repeat ({string.Join(", ", check.Columns!)}) of another; "
                + $"row {again} is the first, it repeats row {first}";
    }

    /// <inheritdoc />
    public override void Release() => _keys.Remove();
}
