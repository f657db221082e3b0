using System.Text.Json.Nodes;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;

namespace Modelwright.Runtime.Planning;

/// <summary>The beginnings of apply bodies.</summary>
public static class ChildBody
{
    /// <summary>An object without an owner.</summary>
    public static JsonObject Of(ResourceType type, ObjectKey key, IEnumerable<KeyValuePair<string, string>>? labels = null)
    {
        if (type.Namespaced != key.Namespace is not null)
            throw new ArgumentException(RequestPath.ScopeError(type, key));
        var metadata = new JsonObject { ["name"] = key.Name };
        if (key.Namespace is not null) metadata["namespace"] = key.Namespace;
        if (labels is not null)
            metadata["labels"] = new JsonObject(labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value)));
        return new JsonObject { ["apiVersion"] = type.ApiVersion, ["kind"] = type.Kind, ["metadata"] = metadata };
    }

    /// <summary>
    /// An object that goes when its owner goes, in the owner's namespace: the garbage collector takes an owner in
    /// another namespace for an absent one, and deletes the child.
    /// </summary>
    public static JsonObject Of(ResourceType type, ObjectReference owner, string name,
        IEnumerable<KeyValuePair<string, string>>? labels = null)
    {
        if (!type.Namespaced) throw new ArgumentException($"{type} is cluster-scoped and cannot belong to {owner.Type} {owner.Key}");
        var body = Of(type, new ObjectKey(owner.Key.Namespace, name), labels);
        body["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = owner.Type.ApiVersion,
            ["kind"] = owner.Type.Kind,
            ["name"] = owner.Key.Name,
            ["uid"] = owner.Uid,
            ["controller"] = true,
            ["blockOwnerDeletion"] = true,
        });
        return body;
    }

    /// <summary>Namespace and name of a body.</summary>
    public static ObjectKey KeyOf(JsonObject body) =>
        new(body["metadata"]?["namespace"]?.GetValue<string>(), body["metadata"]?["name"]?.GetValue<string>()
            ?? throw new ArgumentException("an apply body has metadata.name"));
}
