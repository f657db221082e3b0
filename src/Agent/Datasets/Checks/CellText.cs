using System.Globalization;
using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Datasets.Checks;

/// <summary>Reads cells.</summary>
internal static class CellText
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>The text is of the type.</summary>
    public static bool Is(CellType type, string text) => type switch
    {
        CellType.Number => NumericText.TryParse(text, out _),
        CellType.Integer => NumericText.TryParse(text, out var number) && double.IsInteger(number),
        CellType.Boolean => text is "true" or "false" || text.Equals("true", StringComparison.OrdinalIgnoreCase)
            || text.Equals("false", StringComparison.OrdinalIgnoreCase),
        CellType.Time => TryTime(text, out _),
        _ => true,
    };

    /// <summary>What a value of the type is called, in the plural.</summary>
    public static string Plural(CellType type) => type switch
    {
        CellType.Number => "numbers",
        CellType.Integer => "whole numbers",
        CellType.Boolean => "true or false",
        CellType.Time => "times such as 2026-11-23T09:00:00Z or dates such as 2026-11-23",
        _ => "texts",
    };

    /// <summary>Reads a time; one without a zone is UTC.</summary>
    public static bool TryTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(text, Times,
        CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowTrailingWhite, out time);
}
