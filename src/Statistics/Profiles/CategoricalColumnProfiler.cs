namespace Modelwright.Statistics.Profiles;

/// <summary>Counts categories, up to a number of distinct ones; rows of later ones are counted together.</summary>
internal sealed class CategoricalColumnProfiler(string name, ProfileOptions options) : ColumnProfiler(name)
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private long _uncounted;

    public override ColumnProfile Build()
    {
        var ordered = _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var others = ordered.Skip(options.TopCategories).ToList();
        return new(Name, Missing)
        {
            Categorical = new(
                [.. ordered.Take(options.TopCategories).Select(pair => new CategoryCount(pair.Key, pair.Value))],
                others.Sum(pair => pair.Value) + _uncounted,
                [.. others.Take(options.KnownOthers).Select(pair => CategoryText.Hash(pair.Key)).Order(StringComparer.Ordinal)],
                Complete: _uncounted == 0 && others.Count <= options.KnownOthers)
            {
                Distinct = _counts.Count,
            },
        };
    }

    private protected override void AddText(string text)
    {
        var key = CategoryText.Of(text);
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrNullRef(_counts, key);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count))
            count++;
        else if (_counts.Count < options.DistinctValues)
            _counts.Add(key, 1);
        else
            _uncounted++;
    }

    private protected override void AddNumber(double value) => AddText(CategoryText.Of(options.SinglePrecision ? (float)value : value));
}
