using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Search.Spaces;

/// <summary>One of several texts, without order.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">1 to 256 different ones.</param>
public sealed record CategoricalParameter(string Name, IReadOnlyList<string> Values) : Parameter(Name)
{
    private const int MaxValues = 256, MaxLength = 256;

    internal override long? Cardinality => Values.Count;

    internal override string ValueAt(long index) => Values[(int)index];

    internal override string Draw(RandomStream random) => Values[(int)random.NextBelow((ulong)Values.Count)];

    /// <summary>The index of a value, or −1.</summary>
    internal int IndexOf(string value)
    {
        for (var i = 0; i < Values.Count; i++)
        {
            if (Values[i] == value)
                return i;
        }
        return -1;
    }

    internal override string? Problem()
    {
        if (Values.Count is 0 or > MaxValues)
            return $"it needs 1 to {MaxValues} values, not {Values.Count}";
        var repeated = Values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (repeated is not null)
            return $"the value '{repeated.Key}' appears twice";
        return Values.Any(value => value.Length > MaxLength) ? $"a value has at most {MaxLength} characters" : null;
    }

    internal override string? Problem(string value) =>
        IndexOf(value) >= 0 ? null : $"'{value}' is none of {string.Join(", ", Values.Take(10))}";
}
