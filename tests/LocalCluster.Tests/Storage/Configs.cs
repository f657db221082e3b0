using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tests.Storage;

/// <summary>Plain objects to store, and the state in a form that can be compared.</summary>
internal static class Configs
{
    public static ObjectKey Key(string name, string @namespace = "default") => new(new ResourceKey("", "configmaps"), @namespace, name);

    public static JsonObject Object(string name, string value, string @namespace = "default") => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = @namespace },
        ["data"] = new JsonObject { ["value"] = value },
    };

    /// <summary>Writes and waits until it is durable.</summary>
    public static long Put(Store store, string name, string value)
    {
        var revision = store.Put(Key(name), Object(name, value)).Revision;
        store.Publish(revision);
        return revision;
    }

    public static long Remove(Store store, string name)
    {
        var revision = store.Remove(Key(name), Object(name, "")).Revision;
        store.Publish(revision);
        return revision;
    }

    public static string? Value(StoreState state, string name) => (string?)state.Find(Key(name))?.Json["data"]!["value"];

    /// <summary>Revision and every object with its place.</summary>
    public static string Text(StoreState state) => string.Join('\n', state.Collections
        .SelectMany(pair => pair.Value.Entries().Select(entry =>
            $"{pair.Key} {entry.Namespace}/{entry.Name} @{entry.Object.Revision} {Encoding.UTF8.GetString(entry.Object.Utf8.Span)}"))
        .Order(StringComparer.Ordinal)
        .Prepend($"@{state.Revision}"));
}
