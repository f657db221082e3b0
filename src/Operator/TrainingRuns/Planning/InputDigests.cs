using System.Text.Json.Nodes;
using Modelwright.Artifacts;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>Enters the digests and sizes that the pod found into the lineage, where they were not known before.</summary>
internal static class InputDigests
{
    /// <summary>The lineage with what <c>inputs</c> reported: <c>{"inputs":[{"name","digest","bytes"}]}</c>.</summary>
    public static TrainingLineage Enter(TrainingLineage lineage, string? message)
    {
        if (lineage.Inputs is not { Count: > 0 } inputs || TerminationMessage.Parse(message).Json?["inputs"] is not JsonArray found)
            return lineage;
        return lineage with { Inputs = [.. inputs.Select(input => With(input, found.OfType<JsonObject>()))] };
    }

    private static InputLineage With(InputLineage input, IEnumerable<JsonObject> found)
    {
        if (found.FirstOrDefault(item => Text(item["name"]) == input.Name) is not { } item) return input;
        var digest = Sha256Digest.TryParse(Text(item["digest"]), out var parsed, out _) ? parsed.ToString() : null;
        var bytes = item["bytes"] is JsonValue value && value.TryGetValue<long>(out var size) && size >= 0 ? size : (long?)null;
        return input with { Digest = input.Digest ?? digest, Bytes = input.Bytes ?? bytes };
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
