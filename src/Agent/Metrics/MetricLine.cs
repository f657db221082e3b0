using System.Text.Json;

namespace Modelwright.Agent.Metrics;

/// <summary>
/// Reads a line of <c>metrics.jsonl</c>: <c>{"name":"auc","value":0.91,"step":3}</c>, or <c>{"step":3,"auc":0.91,"loss":0.2}</c>.
/// </summary>
public static class MetricLine
{
    /// <summary>The longest name of a metric, in characters.</summary>
    public const int MaxName = 250;

    private const double MaxStep = 1L << 53;

    // Members that say when, not what; trainers like to add them.
    private static readonly string[] Times = ["ts", "time", "timestamp"];

    /// <summary>Adds the line's points to a list, and says what of it could not be read, or null.</summary>
    public static string? Read(ReadOnlySpan<byte> line, List<MetricPoint> points)
    {
        try
        {
            return Members(line, points);
        }
        catch (InvalidOperationException)
        {
            return "has a text that is not Unicode";
        }
    }

    private static string? Members(ReadOnlySpan<byte> line, List<MetricPoint> points)
    {
        using var document = Parse(line, out var error);
        if (document is null) return error;
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return $"is a JSON {root.ValueKind.ToString().ToLowerInvariant()}, not an object";
        long? step = null;
        if (root.TryGetProperty("step", out var stepMember) && stepMember.ValueKind != JsonValueKind.Null)
        {
            step = Step(stepMember);
            if (step is null) return $"has the step {Shown(stepMember)}, not a whole number";
        }

        if (root.TryGetProperty("name", out var name) && root.TryGetProperty("value", out var value))
            return name.ValueKind == JsonValueKind.String
                ? Add(name.GetString()!, step, value, points)
                : $"has the name {Shown(name)}, not a text";
        string? problem = null;
        var before = points.Count;
        foreach (var member in root.EnumerateObject())
            if (member.Name != "step" && !Times.Contains(member.Name))
                problem = Add(member.Name, step, member.Value, points) ?? problem;
        return problem ?? (points.Count == before ? "has no metric" : null);
    }

    private static string? Add(string name, long? step, JsonElement element, List<MetricPoint> points)
    {
        if (name.Length is 0 or > MaxName) return $"has a metric name of {name.Length} characters; 1 to {MaxName} are allowed";
        if (name.Any(char.IsControl)) return "has a metric name with a control character";
        if (Value(element) is not { } value) return $"has the value {Shown(element)} for '{name}', not a number";
        points.Add(new MetricPoint(name, step, value));
        return null;
    }

    private static JsonDocument? Parse(ReadOnlySpan<byte> line, out string? error)
    {
        error = null;
        try
        {
            return JsonDocument.Parse(line.ToArray());
        }
        catch (JsonException e)
        {
            try
            {
                if (BareNumbers.Quote(line) is { } quoted) return JsonDocument.Parse(quoted);
            }
            catch (JsonException)
            {
            }

            error = $"is not JSON: {e.Message.Split(" LineNumber")[0]}";
            return null;
        }
    }

    private static double? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => MetricText.NotFinite(element.GetString()!),
        _ => null,
    };

    private static long? Step(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.GetDouble() is var number && Math.Abs(number) <= MaxStep
        && number == Math.Floor(number)
            ? (long)number
            : null;

    private static string Shown(JsonElement element) => Warnings.Shown(element.GetRawText(), 40);
}
