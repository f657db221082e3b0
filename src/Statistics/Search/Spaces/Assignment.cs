using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Modelwright.Statistics.Search.Spaces;

/// <summary>Values of parameters, by name, as canonical text. Equal when all names and values are.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "An assignment of values is the field's term.")]
public sealed class Assignment : IReadOnlyDictionary<string, string>, IEquatable<Assignment>
{
    private readonly SortedDictionary<string, string> _values;

    /// <summary>Copies pairs; names must be unique.</summary>
    public Assignment(IEnumerable<KeyValuePair<string, string>> values)
    {
        _values = new(StringComparer.Ordinal);
        foreach (var (name, value) in values)
            _values.Add(name, value);
        var key = new StringBuilder();
        foreach (var (name, value) in _values)
            AppendKey(key, name, value);
        Key = key.ToString();
    }

    /// <summary>Equal for equal assignments.</summary>
    internal string Key { get; }

    /// <summary>
    /// Appends a pair to a key; names must come in ordinal order. Lengths make the key unambiguous whatever the texts contain.
    /// </summary>
    internal static void AppendKey(StringBuilder key, string name, string value) =>
        key.Append(name.Length).Append(':').Append(name).Append('=').Append(value.Length).Append(':').Append(value).Append(';');

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => _values.Values;

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public string this[string key] => _values[key];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Assignment? other) => other is not null && Key == other.Key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Assignment);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Key, StringComparison.Ordinal);

    /// <summary><c>a=1, b=x</c></summary>
    public override string ToString() => string.Join(", ", _values.Select(pair => $"{pair.Key}={pair.Value}"));
}
