using System.Globalization;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>Figures for people, and for the status.</summary>
internal static class Words
{
    /// <summary>A whole number with separators.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage of three digits.</summary>
    public static string Percent(double share) => (100 * share).ToString("G3", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number of three digits.</summary>
    public static string Number(double number) => number.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>A length of time, as roughly as it is known.</summary>
    public static string Span(double seconds) => seconds switch
    {
        < 1 => $"{Number(seconds * 1000)} ms",
        < 120 => $"{Number(Math.Round(seconds, seconds < 10 ? 2 : 0))} s",
        < 7200 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        < 172_800 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 86_400:N0} days"),
    };

    /// <summary>A decimal of the API, of four digits; null where there is no such number.</summary>
    public static string? Decimal(double? number) =>
        number is { } value && double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : null;

    /// <summary>The decimal logarithm of what is given as a natural one, as a decimal of the API.</summary>
    public static string? Log10(double log) => double.IsFinite(log) ? Decimal(Math.Round(log / Math.Log(10), 2)) : null;

    /// <summary>At most so many characters.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
