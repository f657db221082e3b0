using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Models.Resources;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>The ConfigMap in which a Model's record outlives the operator's process.</summary>
internal static class CheckpointMap
{
    private const string Key = "record.json";

    /// <summary>Its name; no revision has it, for their names end in eight hexadecimal digits.</summary>
    public static string Name(string model) => $"{model}-monitoring";

    /// <summary>The ConfigMap.</summary>
    public static JsonObject Build(Model model, string record)
    {
        var body = ModelMetadata.Child<V1ConfigMap>(model, Name(model.Metadata.Name));
        body["data"] = new JsonObject { [Key] = record };
        return body;
    }

    /// <summary>The record of a ConfigMap.</summary>
    public static string? Read(V1ConfigMap? map) => map?.Data?.TryGetValue(Key, out var text) == true ? text : null;
}
