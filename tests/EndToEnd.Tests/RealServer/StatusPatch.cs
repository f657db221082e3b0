using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>Patches for the status subresource.</summary>
internal static class StatusPatch
{
    /// <summary>Sets the status of the object as it was read; a conflict when it has changed since.</summary>
    public static V1Patch Of(IKubernetesObject<V1ObjectMeta> item, object status)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = item.Metadata.ResourceVersion },
            ["status"] = JsonNode.Parse(KubernetesJson.Serialize(status)),
        };
        return new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch);
    }
}
