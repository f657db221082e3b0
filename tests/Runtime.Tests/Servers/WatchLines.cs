using System.Text;
using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Tests.Servers;

/// <summary>Writes watch events and small objects.</summary>
internal static class WatchLines
{
    public static void Event(this PushStream stream, string type, JsonObject item) =>
        stream.Push(Encoding.UTF8.GetBytes(new JsonObject { ["type"] = type, ["object"] = item }.ToJsonString() + "\n"));

    public static void Bookmark(this PushStream stream, string version) =>
        stream.Event("BOOKMARK", new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = version } });

    public static JsonObject ConfigMap(string name, string version, string? owner = null, string? uid = null)
    {
        var metadata = new JsonObject
        {
            ["namespace"] = "ns",
            ["name"] = name,
            ["uid"] = uid ?? $"uid-{name}",
            ["resourceVersion"] = version,
            ["managedFields"] = new JsonArray(new JsonObject { ["manager"] = "somebody" }),
            ["annotations"] = new JsonObject { ["kubectl.kubernetes.io/last-applied-configuration"] = "{}", ["kept"] = "yes" },
        };
        if (owner is not null)
            metadata["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Thing",
                ["name"] = owner,
                ["uid"] = $"uid-{owner}",
                ["controller"] = true,
            });
        return new JsonObject { ["metadata"] = metadata, ["data"] = new JsonObject { ["v"] = version } };
    }
}
