using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>The rules of ReplicaSets.</summary>
internal sealed class ReplicaSetRules : ReplicaRules
{
    protected override void DefaultMore(JsonObject value, JsonObject spec)
    {
        if (spec.Child("template", "metadata", "labels") is not { } labels) return;
        var metadata = value.Make("metadata");
        if (metadata.Child("labels") is not { Count: > 0 }) metadata["labels"] = labels.DeepClone();
    }
}
