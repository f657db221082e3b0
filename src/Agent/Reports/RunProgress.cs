using System.Globalization;
using System.Text.Json;

namespace Modelwright.Agent.Reports;

/// <summary>How far a run says it is.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Step">The step it is at.</param>
/// <param name="EtaSeconds">How long it will take.</param>
public sealed record RunProgress(double? Percent, long? Step, double? EtaSeconds)
{
    /// <summary>Reads <c>42</c> or <c>{"percent":42,"step":7,"etaSeconds":600}</c>; null when it is neither.</summary>
    public static RunProgress? Parse(string text)
    {
        if (double.TryParse(text.Trim().TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent))
            return double.IsFinite(percent) ? new RunProgress(Math.Clamp(percent, 0, 100), null, null) : null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            var step = Number(root, "step");
            return new RunProgress(
                Number(root, "percent") is { } value ? Math.Clamp(value, 0, 100) : null,
                step is { } at && Math.Abs(at) < 1L << 53 ? (long)at : null,
                Number(root, "etaSeconds") is >= 0 and var eta ? eta : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static double? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.GetDouble() is var number
        && double.IsFinite(number)
            ? number
            : null;
}
