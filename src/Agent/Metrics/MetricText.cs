using System.Globalization;

namespace Modelwright.Agent.Metrics;

/// <summary>Values as text, in both directions.</summary>
public static class MetricText
{
    /// <summary>The shortest text that reads as the same number; <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>What no JSON number can say, or null.</summary>
    public static double? NotFinite(string text) => text.ToUpperInvariant() switch
    {
        "NAN" => double.NaN,
        "INF" or "+INF" or "INFINITY" or "+INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        _ => null,
    };
}
