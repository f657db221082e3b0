using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Node.Configuration;

/// <summary>Reads the entries of ConfigMaps and Secrets.</summary>
internal sealed class ConfigSources(IClusterApi api)
{
    /// <summary>All entries, or null when the object does not exist and is optional.</summary>
    public Dictionary<string, byte[]>? ConfigMap(string @namespace, string name, bool optional)
    {
        if (Read(KnownResources.ConfigMaps, "configmap", @namespace, name, optional) is not { } map) return null;
        var entries = map.TextMap("data").ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value));
        foreach (var (key, value) in map.TextMap("binaryData")) entries[key] = Convert.FromBase64String(value);
        return entries;
    }

    /// <summary>All entries, or null when the object does not exist and is optional.</summary>
    public Dictionary<string, byte[]>? Secret(string @namespace, string name, bool optional)
    {
        if (Read(KnownResources.Secrets, "secret", @namespace, name, optional) is not { } secret) return null;
        var entries = secret.TextMap("data").ToDictionary(pair => pair.Key, pair => Convert.FromBase64String(pair.Value));
        foreach (var (key, value) in secret.TextMap("stringData")) entries[key] = Encoding.UTF8.GetBytes(value);
        return entries;
    }

    /// <summary>The value that a <c>configMapKeyRef</c> or <c>secretKeyRef</c> names, or null when it is absent and optional.</summary>
    public string? Key(string @namespace, JsonObject reference, bool secret)
    {
        var optional = reference.Flag("optional");
        var (name, key) = (reference.Text("name") ?? "", reference.Text("key") ?? "");
        var entries = secret ? Secret(@namespace, name, optional) : ConfigMap(@namespace, name, optional);
        if (entries is not null && entries.TryGetValue(key, out var value)) return Encoding.UTF8.GetString(value);
        if (entries is null || optional) return null;
        throw new ConfigurationException($"couldn't find key {key} in {(secret ? "Secret" : "ConfigMap")} {@namespace}/{name}");
    }

    private JsonObject? Read(ResourceId resource, string kind, string @namespace, string name, bool optional) =>
        api.Get(resource, @namespace, name) ?? (optional ? null : throw new ConfigurationException($"{kind} \"{name}\" not found"));
}
