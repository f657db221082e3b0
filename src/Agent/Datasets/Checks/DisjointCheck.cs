namespace Modelwright.Agent.Datasets.Checks;

/// <summary>No row is also in another Dataset. Rows without any part of the key are left out.</summary>
internal sealed class DisjointCheck : RowCheck
{
    private readonly TaskCheck _check;
    private readonly int[] _places;
    private readonly KeyBuckets _own;
    private readonly KeyBuckets _others;
    private long _rows;

    /// <param name="check">The check.</param>
    /// <param name="places">The cells that are the key.</param>
    /// <param name="folder">A folder of this check's own.</param>
    /// <param name="other">The other Dataset's rows.</param>
    /// <param name="otherPlaces">The cells that are the key there.</param>
    public DisjointCheck(TaskCheck check, int[] places, string folder, VersionRows other, int[] otherPlaces)
        : base(check.Name, check.Severity)
    {
        (_check, _places) = (check, places);
        (_own, _others) = (new KeyBuckets(Path.Combine(folder, "own")), new KeyBuckets(Path.Combine(folder, "other")));
        foreach (var (cells, place) in other.All())
            if (HasKey(cells, otherPlaces))
                _others.Add(cells, otherPlaces, place.Number);
    }

    /// <inheritdoc />
    public override void Add(string?[] row, RowPlace place)
    {
        _rows++;
        if (HasKey(row, _places)) _own.Add(row, _places, _rows);
    }

    /// <inheritdoc />
    public override string? Finish()
    {
        var (shared, first) = (0L, long.MaxValue);
        for (var bucket = 0; bucket < KeyBuckets.Count; bucket++)
        {
            HashSet<UInt128> others = [.. _others.Read(bucket).Select(entry => entry.Hash)];
            foreach (var entry in _own.Read(bucket).Where(entry => others.Contains(entry.Hash)))
                (shared, first) = (shared + 1, Math.Min(first, entry.Row));
        }

        return shared == 0 ? null
            : $"{shared} of {_rows} rows are also in Dataset {_check.Dataset} by ({string.Join(", ", _check.Columns!)}); "
                + $"row {first} is the first";
    }

    /// <inheritdoc />
    public override void Release()
    {
        _own.Remove();
        _others.Remove();
    }

    private static bool HasKey(string?[] row, int[] places) => places.Any(place => row[place] is not null);
}
