using System.Text.Json.Nodes;
using Modelwright.Trainer.Features;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Output;

/// <summary>
/// Held-out rows as JSON lines <c>{"label": truth, "request": body}</c>; the body is an Open Inference Protocol v2 request of one row.
/// </summary>
public static class HoldoutRequests
{
    /// <summary>One line per held-out row.</summary>
    public static IEnumerable<string> Of(TrainingResult result)
    {
        var label = result.Holdout.Position(result.Task.Label);
        return result.Holdout.Rows.Select(row => new JsonObject
        {
            ["label"] = row[label],
            ["request"] = new JsonObject
            {
                ["inputs"] = new JsonArray([.. result.Features.All.Select(f => Input(f, row[result.Holdout.Position(f.Column)]))]),
            },
        }.ToJsonString());
    }

    private static JsonObject Input(Feature feature, string? cell) => new JsonObject
    {
        ["name"] = feature.Column,
        ["datatype"] = feature is NumberFeature ? "FP32" : "BYTES",
        ["shape"] = new JsonArray(1, 1),
        ["data"] = new JsonArray(feature is NumberFeature ? Number(cell) : JsonValue.Create(cell ?? "")),
    };

    private static JsonValue Number(string? cell) =>
        JsonValue.Create(cell is null ? NumberFeature.MissingInJson : FeatureSet.Number(cell));
}
