using System.Buffers;
using System.Globalization;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// Values that Kubernetes writes in several ways: quantities (<c>1000m</c> is <c>1</c>) and durations (<c>60s</c> is <c>1m0s</c>).
/// </summary>
internal static class Quantities
{
    // Kubernetes API reference, "Quantity".
    private static readonly Dictionary<string, decimal> Suffixes = new[]
    {
        ("", 1m), ("n", 1e-9m), ("u", 1e-6m), ("m", 1e-3m), ("k", 1e3m), ("M", 1e6m), ("G", 1e9m), ("T", 1e12m), ("P", 1e15m), ("E", 1e18m),
        ("Ki", 1L << 10), ("Mi", 1L << 20), ("Gi", 1L << 30), ("Ti", 1L << 40), ("Pi", 1L << 50), ("Ei", 1L << 60),
    }.ToDictionary(item => item.Item1, item => item.Item2, StringComparer.Ordinal);

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, decimal Seconds)[] Units =
        [("ns", 1e-9m), ("us", 1e-6m), ("µs", 1e-6m), ("ms", 1e-3m), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>The number, or null when the text is not a quantity.</summary>
    public static decimal? Quantity(string text)
    {
        var digits = NumberLength(text);
        if (digits == 0) return null;
        var suffix = text[digits..];
        try
        {
            var number = decimal.Parse(text.AsSpan(0, digits), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture);
            if (Suffixes.TryGetValue(suffix, out var factor)) return number * factor;
            return suffix.Length > 1 && suffix[0] is 'e' or 'E'
                && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var scientific) ? scientific : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Seconds, or null when the text is not a Go duration.</summary>
    public static decimal? Duration(string text)
    {
        if (text is "0") return 0;
        var rest = text.AsSpan().TrimStart('-');
        if (rest.Length is 0 or > 64) return null;
        var total = 0m;
        while (rest.Length > 0)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number)) return null;
            rest = rest[digits..];
            var found = false;
            foreach (var (unit, seconds) in Units)
            {
                if (!rest.StartsWith(unit, StringComparison.Ordinal)) continue;
                if (number > 1e15m) return null;
                total += number * seconds;
                rest = rest[unit.Length..];
                found = true;
                break;
            }

            if (!found) return null;
        }

        return text[0] == '-' ? -total : total;
    }

    private static int NumberLength(string text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var start = at;
        while (at < text.Length && at - start < 28 && (char.IsAsciiDigit(text[at]) || text[at] == '.')) at++;
        return at == start || text.AsSpan(start, at - start).Count('.') > 1 || text.AsSpan(start, at - start) is "." ? 0 : at;
    }
}
