using System.Text.Json.Nodes;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>A run in a <see cref="PlayedMlflowStore"/>.</summary>
internal sealed class PlayedMlflowRun
{
    public required string Id { get; init; }

    public required string ExperimentId { get; init; }

    public string Name { get; set; } = "";

    public string Status { get; set; } = "RUNNING";

    public long StartTime { get; init; }

    public long? EndTime { get; set; }

    public bool Deleted { get; set; }

    public Dictionary<string, string> Params { get; } = [];

    public Dictionary<string, string> Tags { get; } = [];

    /// <summary>Everything that was logged, in order, without what was there already to the millisecond.</summary>
    public List<(string Key, double Value, long Time, long Step)> Metrics { get; } = [];

    public JsonObject ToJson()
    {
        var info = new JsonObject
        {
            ["run_uuid"] = Id,
            ["run_id"] = Id,
            ["run_name"] = Name,
            ["experiment_id"] = ExperimentId,
            ["status"] = Status,
            ["start_time"] = StartTime,
            ["artifact_uri"] = $"mlflow-artifacts:/{ExperimentId}/{Id}/artifacts",
            ["lifecycle_stage"] = Deleted ? "deleted" : "active",
        };
        if (EndTime is not null) info["end_time"] = EndTime;
        var latest = Metrics.GroupBy(metric => metric.Key)
            .Select(group => group.OrderBy(metric => metric.Step).ThenBy(metric => metric.Time).ThenBy(metric => metric.Value).Last());
        var data = new JsonObject();
        // Lists without elements are left out, as protocol buffers have it.
        if (Metrics.Count > 0) data["metrics"] = new JsonArray([.. latest.Select(Metric)]);
        if (Params.Count > 0) data["params"] = Pairs(Params);
        if (Tags.Count > 0) data["tags"] = Pairs(Tags);
        return new() { ["info"] = info, ["data"] = data };
    }

    public static JsonObject Metric((string Key, double Value, long Time, long Step) metric) => new()
    {
        ["key"] = metric.Key,
        ["value"] = double.IsNaN(metric.Value) ? "NaN" : metric.Value,
        ["timestamp"] = metric.Time,
        ["step"] = metric.Step,
    };

    private static JsonArray Pairs(Dictionary<string, string> pairs) =>
        [.. pairs.Select(pair => new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value })];
}
