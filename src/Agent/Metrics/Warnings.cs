namespace Modelwright.Agent.Metrics;

/// <summary>
/// What a person should know of a run's files, the first ones in words, further ones as a number. Safe for several threads.
/// </summary>
public sealed class Warnings
{
    /// <summary>Warnings kept in words.</summary>
    public const int Max = 16;

    private const int MaxLength = 200;
    private readonly Lock gate = new();
    private readonly List<string> texts = [];
    private readonly HashSet<string> once = new(StringComparer.Ordinal);
    private long further;

    /// <summary>Adds one; a long text loses its end.</summary>
    public void Add(string text)
    {
        lock (gate)
            if (texts.Count < Max) texts.Add(Shown(text));
            else further++;
    }

    /// <summary>Adds one of its kind, and no second.</summary>
    public void AddOnce(string kind, string text)
    {
        lock (gate)
            if (once.Count < 1000 && once.Add(kind))
                Add(text);
    }

    /// <summary>The texts, with a last one that counts those left out.</summary>
    public IReadOnlyList<string> All()
    {
        lock (gate) return further == 0 ? [.. texts] : [.. texts, $"and {further} more warnings"];
    }

    /// <summary>Text of others, without what could disturb a terminal.</summary>
    public static string Shown(string text, int max = MaxLength)
    {
        var cut = text.Length > max ? text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)] + "…" : text;
        return string.Concat(cut.Select(c => char.IsControl(c) && c is not '\n' ? ' ' : c));
    }
}
