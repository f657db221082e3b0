using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// How server-side apply merges the lists of built-in kinds, by field name: by key (<c>x-kubernetes-list-map-keys</c> in the published
/// OpenAPI documents), as a set, or (all others) as a whole.
/// </summary>
internal static class ListKeys
{
    private static readonly Dictionary<string, string[][]> Maps = new(StringComparer.Ordinal)
    {
        ["containers"] = [["name"]],
        ["initContainers"] = [["name"]],
        ["ephemeralContainers"] = [["name"]],
        ["volumes"] = [["name"]],
        ["env"] = [["name"]],
        ["imagePullSecrets"] = [["name"]],
        ["resourceClaims"] = [["name"]],
        ["claims"] = [["name"]],
        ["volumeMounts"] = [["mountPath"]],
        ["volumeDevices"] = [["devicePath"]],
        ["ports"] = [["containerPort", "protocol"], ["port", "protocol"]],
        ["conditions"] = [["type"]],
        ["readinessGates"] = [["conditionType"]],
        ["ownerReferences"] = [["uid"]],
        ["hostAliases"] = [["ip"]],
        ["topologySpreadConstraints"] = [["topologyKey", "whenUnsatisfiable"]],
    };

    public static bool IsSet(string field) => field is "finalizers";

    /// <summary>The keys that all wanted items have; null when the list is compared as a whole.</summary>
    public static string[]? Of(string field, JsonArray wanted) =>
        Maps.TryGetValue(field, out var candidates)
            ? candidates.FirstOrDefault(keys => wanted.All(item => item is JsonObject fields && fields.ContainsKey(keys[0])))
            : null;

    public static bool Matches(string[] keys, JsonObject wanted, JsonNode? actual) =>
        actual is JsonObject item && keys.All(key => (Value(wanted, key) ?? Default(key)) == (Value(item, key) ?? Default(key)));

    private static string? Value(JsonObject item, string key) => item[key]?.ToString();

    private static string? Default(string key) => key == "protocol" ? "TCP" : null;
}
