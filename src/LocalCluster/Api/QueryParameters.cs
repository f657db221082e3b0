using System.Globalization;

namespace Modelwright.LocalCluster.Api;

/// <summary>The parameters of a query string; of several with one name the first counts.</summary>
public sealed class QueryParameters
{
    private const int MaxParameters = 100;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Parses a raw query without its question mark.</summary>
    public QueryParameters(string query)
    {
        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > MaxParameters) throw ApiErrors.BadRequest($"more than {MaxParameters} query parameters");
        foreach (var part in parts)
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            _values.TryAdd(Decode(at < 0 ? part : part[..at]), at < 0 ? "" : Decode(part[(at + 1)..]));
        }
    }

    /// <summary>The value, or empty.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>Whether the parameter is there and neither empty, <c>0</c> nor <c>false</c> (as Kubernetes reads truth).</summary>
    public bool Flag(string name) => _values.TryGetValue(name, out var text) && text is not ("false" or "0" or "False" or "FALSE");

    /// <summary>Whether the parameter is there at all.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A whole number, or null when absent.</summary>
    public long? Integer(string name)
    {
        var text = this[name];
        if (text.Length == 0) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw ApiErrors.BadRequest($"invalid value \"{text}\" of query parameter {name}: expected a whole number");
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
