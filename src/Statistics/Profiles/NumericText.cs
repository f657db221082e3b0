using System.Globalization;

namespace Modelwright.Statistics.Profiles;

/// <summary>Numbers as data files write them.</summary>
public static class NumericText
{
    /// <summary>Reads a decimal number, NaN or an infinity (also as <c>nan</c>, <c>inf</c>), in the invariant culture.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;
        var negative = text.StartsWith("-");
        var name = negative || text.StartsWith("+") ? text[1..] : text;
        if (!name.Equals("inf", StringComparison.OrdinalIgnoreCase))
            return false;
        value = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return true;
    }

    /// <summary>Null and blank text mean that there is no value.</summary>
    public static bool IsMissing(string? text) => string.IsNullOrWhiteSpace(text);
}
