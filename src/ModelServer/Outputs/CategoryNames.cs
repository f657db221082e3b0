namespace Modelwright.ModelServer.Outputs;

/// <summary>
/// The categories that one element has had: the first so many different values, for all threads. A value is either in from its first
/// occurrence on or never, so its count is of all its occurrences.
/// </summary>
/// <param name="max">How many values are told apart; the index of all others.</param>
internal sealed class CategoryNames(int max = CategoryNames.Max)
{
    /// <summary>How many values are told apart, unless said otherwise.</summary>
    public const int Max = 64;

    /// <summary>Longer values are not told apart, in UTF-16 characters.</summary>
    public const int MaxLength = 64;

    private readonly Lock gate = new();

    // Never changed, only replaced: readers take no lock, and there are at most so many replacements.
    private volatile Dictionary<string, int> known = new(StringComparer.Ordinal);

    /// <summary>The values by index.</summary>
    public string[] Texts
    {
        get
        {
            var names = known;
            var texts = new string[names.Count];
            foreach (var (text, index) in names) texts[index] = text;
            return texts;
        }
    }

    /// <summary>The index of a value, new or not, or <c>max</c> when there are that many others.</summary>
    public int IndexOf(ReadOnlySpan<char> text)
    {
        var names = known;
        if (names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var index)) return index;
        return names.Count == max ? max : Add(text.ToString());
    }

    private int Add(string text)
    {
        lock (gate)
        {
            if (known.TryGetValue(text, out var index)) return index;
            if (known.Count == max) return max;
            var more = new Dictionary<string, int>(known, StringComparer.Ordinal) { [text] = known.Count };
            known = more;
            return more.Count - 1;
        }
    }
}
