using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Modelwright.Operator;

/// <summary>Metadata of the objects that the operator makes.</summary>
internal static class ChildMetadata
{
    /// <summary>A JSON object of strings, in ordinal order of the keys.</summary>
    public static JsonObject Strings(IEnumerable<KeyValuePair<string, string>> pairs) =>
        new(pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>Adds an annotation to an apply body.</summary>
    public static void Annotate(JsonObject body, string name, string value)
    {
        var metadata = body["metadata"]!.AsObject();
        if (metadata["annotations"] is not JsonObject annotations) metadata["annotations"] = annotations = [];
        annotations[name] = value;
    }

    /// <summary>A reference to one of several owners; the object goes when the last of them is gone.</summary>
    public static JsonObject OwnerReference(IKubernetesObject<V1ObjectMeta> owner) => new()
    {
        ["apiVersion"] = owner.ApiVersion,
        ["kind"] = owner.Kind,
        ["name"] = owner.Metadata.Name,
        ["uid"] = owner.Metadata.Uid,
    };
}
