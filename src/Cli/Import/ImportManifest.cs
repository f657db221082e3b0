using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;

namespace Modelwright.Cli.Import;

/// <summary>The ModelVersion of an imported model.</summary>
internal static class ImportManifest
{
    /// <summary>The object.</summary>
    /// <param name="options">What was imported.</param>
    /// <param name="number">The version's number.</param>
    /// <param name="verified">What the model server said of it.</param>
    /// <param name="stored">The files in the store: the model, then the profile.</param>
    /// <param name="profile">What the profiler said, or null without reference rows.</param>
    public static JsonObject Build(ImportOptions options, int number, JsonObject verified, JsonArray stored, JsonObject? profile)
    {
        var metadata = new JsonObject { ["name"] = options.Name ?? $"{options.Model}-v{number}" };
        if (options.Namespace is { } place) metadata["namespace"] = place;
        var artifact = File(stored[0]!);
        if (options.Secret is { } secret) artifact["credentials"] = new JsonObject { ["secretName"] = secret };
        var spec = new JsonObject { ["model"] = options.Model, ["number"] = number, ["artifact"] = artifact };
        if (options.Framework is { } framework) spec["framework"] = framework;
        if (options.Description is { } description) spec["description"] = description;
        spec["signature"] = new JsonObject
        {
            ["inputs"] = verified["inputs"]!.DeepClone(),
            ["outputs"] = verified["outputs"]!.DeepClone(),
        };
        if (profile is not null)
        {
            var file = File(stored[1]!);
            file["rows"] = profile["rows"]!.DeepClone();
            spec["profile"] = file;
        }

        return new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = ModelVersion.KindName,
            ["metadata"] = metadata,
            ["spec"] = spec,
        };
    }

    private static JsonObject File(JsonNode stored) => new()
    {
        ["uri"] = stored["uri"]!.DeepClone(),
        ["digest"] = stored["digest"]!.DeepClone(),
    };
}
