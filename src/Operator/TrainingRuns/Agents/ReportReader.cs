using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelwright.Artifacts;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>
/// Reads reports. They come from a pod that may be anything, so what is not as agreed is dropped, and everything is cut to the API's
/// bounds.
/// </summary>
public static partial class ReportReader
{
    private const int MaxMetrics = 1000;
    private const int MaxWarnings = 8;
    private const int MaxWarning = 500;

    /// <summary>Reads an agent's report, also a compressed one; null when the text is not one.</summary>
    public static TrainingReport? Read(string? text)
    {
        return Packed.Read(text) is { } json ? Of(json) : null;
    }

    /// <summary>
    /// Reads what a container left as its termination message: <c>{"metrics":{"auc":0.93},"model":{"uri":…,"digest":…}}</c>; null when it
    /// is not a JSON object.
    /// </summary>
    public static TrainingReport? ReadContainer(string? text)
    {
        if (Packed.Plain(text) is not { } json) return null;
        var metrics = json["metrics"] is JsonObject named
            ? named.Select(metric => Metric(metric.Key, metric.Value, null)).OfType<MetricValue>().Take(MaxMetrics).ToList()
            : [];
        return new() { Metrics = metrics, Model = Artifact("model.onnx", json["model"]) };
    }

    private static TrainingReport Of(JsonObject json) => new()
    {
        Model = Artifact("model.onnx", json["model"]),
        Profile = Artifact("profile.json", json["profile"]),
        Metrics = [.. Items(json["metrics"]).Select(item => Metric(Text(item[0]), item[1], Whole(Element(item, 2))))
            .OfType<MetricValue>().DistinctBy(metric => metric.Name).Take(MaxMetrics)],
        Series = [.. Items(json["series"]).Select(Point).OfType<MetricPoint>().Take(TrainingLimits.MaxSeries)],
        Progress = Progress(json["progress"]),
        Artifacts = [.. Items(json["artifacts"]).Select(File).OfType<TrainingArtifact>().DistinctBy(file => file.Name)
            .Take(TrainingLimits.MaxArtifacts)],
        Warnings = [.. (json["warnings"] as JsonArray ?? []).Select(Text).OfType<string>().Take(MaxWarnings)
            .Select(warning => Cut(TerminationMessage.Tidy(warning), MaxWarning))],
        Failure = json["failure"] is JsonObject failure && Text(failure["reason"]) is { } reason
            ? new(reason, Text(failure["message"]) is { } words ? Words(words) : reason, true)
            : null,
    };

    /// <summary>Words for people: bounded, no control characters but line feeds.</summary>
    public static string Words(string text)
    {
        var clean = new string([.. text.Take(4 * TrainingLimits.MaxMessage).Where(c => c == '\n' || !char.IsControl(c))]).Trim();
        return Cut(clean, TrainingLimits.MaxMessage);
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = length - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    private static IEnumerable<JsonArray> Items(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonArray>().Where(item => item.Count >= 2);

    private static JsonNode? Element(JsonArray item, int index) => index < item.Count ? item[index] : null;

    private static MetricValue? Metric(string? name, JsonNode? value, long? step) =>
        name is { Length: > 0 and <= 128 } && MetricName().IsMatch(name) && Value(value) is { } text
            ? new() { Name = name, Value = text, Step = step }
            : null;

    private static MetricPoint? Point(JsonArray item) =>
        Whole(item[0]) is { } step && Value(item[1]) is { } value ? new() { Step = step, Value = value } : null;

    /// <summary>A number, as a number or as text, in a form that the API takes.</summary>
    private static string? Value(JsonNode? node)
    {
        if (node is not JsonValue) return null;
        var text = node.GetValueKind() == JsonValueKind.Number ? node.ToJsonString() : Text(node);
        if (text is null || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        return number switch
        {
            double.PositiveInfinity => "Infinity",
            double.NegativeInfinity => "-Infinity",
            double.NaN => "NaN",
            _ => text.Length <= 32 && MetricText().IsMatch(text) ? text : number.ToString("R", CultureInfo.InvariantCulture),
        };
    }

    private static TrainingProgress? Progress(JsonNode? node)
    {
        if (node is not JsonObject json) return null;
        var percent = Whole(json["percent"]) is { } value ? (int)Math.Clamp(value, 0, 100) : (int?)null;
        var (step, eta) = (Whole(json["step"]), Whole(json["etaSeconds"]));
        return percent is null && step is null && eta is null ? null : new() { Percent = percent, Step = step, EtaSeconds = eta };
    }

    private static TrainingArtifact? Artifact(string name, JsonNode? node)
    {
        if (node is not JsonObject json || Digest(json["digest"]) is not { } digest) return null;
        var uri = Text(json["uri"]);
        return new() { Name = name, Digest = digest, Bytes = Whole(json["bytes"]), Uri = uri?.Length <= 2048 ? uri : null };
    }

    private static TrainingArtifact? File(JsonArray item) =>
        Text(item[0]) is { Length: > 0 and <= 512 } name
            ? new() { Name = name, Digest = Digest(item[1]), Bytes = Whole(Element(item, 2)) }
            : null;

    private static string? Digest(JsonNode? node) => Sha256Digest.TryParse(Text(node), out var digest, out _) ? digest.ToString() : null;

    private static long? Whole(JsonNode? node)
    {
        if (node is not JsonValue value || node.GetValueKind() != JsonValueKind.Number) return null;
        if (value.TryGetValue<long>(out var whole)) return whole >= 0 ? whole : null;
        return value.TryGetValue<double>(out var number) && number is >= 0 and < long.MaxValue ? (long)number : null;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_./@:-]*\z")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^(-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?)\z")]
    private static partial Regex MetricText();
}
