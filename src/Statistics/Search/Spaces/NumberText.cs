using System.Globalization;

namespace Modelwright.Statistics.Search.Spaces;

/// <summary>
/// Numbers as parameters carry them: the shortest decimal digits that read back as the same double, without an exponent where the number
/// has at most 21
/// places (shells and humans read <c>0.00001</c>), with <c>e</c> beyond.
/// </summary>
public static class NumberText
{
    private const int MaxPlaces = 21;

    /// <summary>The canonical text; NaN and the infinities are <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    public static string Of(double value)
    {
        if (value == 0)
            return "0";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
            return text;
        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = text[0] == '-' ? "-" : "";
        var mantissa = text[sign.Length..mark];
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        if (exponent < 0 && digits.Length - exponent <= MaxPlaces)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        if (exponent >= 0 && exponent < MaxPlaces)
            return sign + digits.PadRight(exponent + 1, '0');
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{exponent}");
    }

    /// <summary>Rounded to ten significant digits: more than any search needs, and the same on every processor.</summary>
    public static double Rounded(double value) =>
        double.IsFinite(value) ? double.Parse(value.ToString("E9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value;

    /// <summary>Reads a number, in the invariant culture.</summary>
    public static bool TryParse(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
