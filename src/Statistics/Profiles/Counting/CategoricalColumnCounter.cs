namespace Modelwright.Statistics.Profiles.Counting;

internal sealed class CategoricalColumnCounter(string name, CategoricalProfile reference) : ColumnCounter(name)
{
    private const int MaxExamples = 16;

    private readonly Dictionary<string, int> _places =
        reference.Categories.Select((category, place) => (category.Value, place))
            .ToDictionary(pair => pair.Value, pair => pair.place, StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(reference.KnownHashes, StringComparer.Ordinal);
    private readonly long[] _counts = new long[reference.Categories.Count];
    private readonly List<string> _examples = [];
    private long _otherKnown, _unseen;

    public override ColumnCounts Read() => new(Name, Rows, Missing)
    {
        Categorical = new([.. _counts], _otherKnown, _unseen) { UnseenExamples = [.. _examples] },
    };

    private protected override void AddText(string text)
    {
        var key = CategoryText.Of(text);
        if (_places.TryGetValue(key, out var place))
        {
            _counts[place]++;
        }
        else if (!reference.Complete || _known.Contains(CategoryText.Hash(key)))
        {
            _otherKnown++;
        }
        else
        {
            _unseen++;
            if (_examples.Count < MaxExamples && !_examples.Contains(key))
                _examples.Add(key);
        }
    }

    private protected override void AddNumber(double value) => AddText(CategoryText.Of(value));
}
