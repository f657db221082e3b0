using System.Text.Json.Nodes;

namespace Modelwright.Operator.Tracking;

/// <summary>What one request of <c>runs/log-batch</c> carries, within the server's limits.</summary>
/// <param name="Params">Parameters.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Metrics">Metrics.</param>
/// <param name="SeriesKey">The metric that is recorded step by step.</param>
public sealed record MlflowBatch(
    IReadOnlyList<KeyValuePair<string, string>> Params, IReadOnlyList<KeyValuePair<string, string>> Tags,
    IReadOnlyList<RecordedMetric> Metrics, string? SeriesKey)
{
    /// <summary>There is nothing in it.</summary>
    public bool IsEmpty => Params.Count + Tags.Count + Metrics.Count == 0;

    /// <summary>The request's body.</summary>
    public JsonObject ToJson(string runId, long time) => new()
    {
        ["run_id"] = runId,
        ["metrics"] = new JsonArray([.. Metrics.Select(metric => new JsonObject
        {
            ["key"] = metric.Key,
            ["value"] = Value(metric.Value),
            ["timestamp"] = time,
            ["step"] = metric.Step,
        })]),
        ["params"] = Pairs(Params),
        ["tags"] = Pairs(Tags),
    };

    /// <summary>Keys and values as MLflow writes them.</summary>
    public static JsonArray Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new([.. pairs.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value })]);

    // As protocol buffers have it in JSON: what is no number is a text.
    private static JsonValue Value(double value) => double.IsFinite(value) ? JsonValue.Create(value)
        : JsonValue.Create(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}
