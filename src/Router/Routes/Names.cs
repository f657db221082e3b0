using System.Net;

namespace Modelwright.Router.Routes;

/// <summary>The forms of names that a route may contain.</summary>
public static class Names
{
    private const int MaxShown = 100;

    /// <summary>An RFC 1123 label: what Kubernetes allows as the name of a Service.</summary>
    public static bool IsLabel(string? name) => name is not null && IsLabel(name.AsSpan());

    /// <summary>A DNS name (RFC 1123, case ignored) or an IP address without port or brackets.</summary>
    public static bool IsHost(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > 253) return false;
        if (name.Contains(':')) return IPAddress.TryParse(name, out _) && !name.Contains('[') && !name.Contains('%');
        foreach (var part in name.AsSpan().Split('.'))
            if (!IsLabel(name.AsSpan()[part], upperCase: true))
                return false;
        return true;
    }

    /// <summary>Labels with dots between them, at most 253 characters: an object's name.</summary>
    public static bool IsSubdomain(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > 253) return false;
        foreach (var part in name.AsSpan().Split('.'))
            if (!IsLabel(name.AsSpan()[part]))
                return false;
        return true;
    }

    /// <summary>The value in quotes, shortened and without control characters, for an error message.</summary>
    public static string Quote(string? value)
    {
        if (value is null) return "null";
        var shown = value.Length <= MaxShown ? value : value[..MaxShown] + "…";
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c))}'";
    }

    private static bool IsLabel(ReadOnlySpan<char> label, bool upperCase = false)
    {
        if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') return false;
        foreach (var c in label)
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-' || (upperCase && char.IsAsciiLetterUpper(c))))
                return false;
        return true;
    }
}
