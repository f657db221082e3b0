using System.Text.Json.Nodes;

namespace Modelwright.Operator.Pods;

/// <summary>
/// The parts that every pod of ours has in common: what Pod Security's profile <c>restricted</c> asks for, and a little more.
/// </summary>
internal static class RestrictedPod
{
    /// <summary>The pod's security context.</summary>
    public static JsonObject PodSecurity(int userId) => new()
    {
        ["runAsNonRoot"] = true,
        ["runAsUser"] = userId,
        ["runAsGroup"] = userId,
        ["fsGroup"] = userId,
        ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
    };

    /// <summary>A container's security context.</summary>
    public static JsonObject ContainerSecurity() => new()
    {
        ["allowPrivilegeEscalation"] = false,
        ["readOnlyRootFilesystem"] = true,
        ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
    };

    /// <summary>
    /// Environment variables. <c>$(NAME)</c> in a value is meant literally, so the kubelet's expansion is escaped. An empty value is left
    /// out, as the API server does when it stores it.
    /// </summary>
    public static JsonArray Environment(IEnumerable<(string Name, string Value)> variables) =>
        [.. variables.Select(variable => WithoutEmpty(new JsonObject { ["name"] = variable.Name, ["value"] = Literal(variable.Value) }))];

    /// <summary>
    /// The object without its empty texts: the API server does not store them, and what it does not store would differ for ever.
    /// </summary>
    public static JsonNode WithoutEmpty(JsonObject fields)
    {
        foreach (var (name, _) in fields.Where(field =>
            field.Value is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0).ToList())
            fields.Remove(name);
        return fields;
    }

    /// <summary>Text that the kubelet leaves as it is.</summary>
    public static string Literal(string text) => text.Replace("$(", "$$(", StringComparison.Ordinal);

    /// <summary>A mount.</summary>
    public static JsonObject Mount(string volume, string path, bool readOnly)
    {
        var mount = new JsonObject { ["name"] = volume, ["mountPath"] = path };
        if (readOnly) mount["readOnly"] = true;
        return mount;
    }

    /// <summary>A named TCP port.</summary>
    public static JsonObject Port(string name, int number) => new() { ["name"] = name, ["containerPort"] = number, ["protocol"] = "TCP" };

    /// <summary>An HTTP probe; the times are in seconds.</summary>
    public static JsonObject Probe(string path, string port, int period, int failures, int timeout) => new()
    {
        ["httpGet"] = new JsonObject { ["path"] = path, ["port"] = port },
        ["periodSeconds"] = period,
        ["failureThreshold"] = failures,
        ["timeoutSeconds"] = timeout,
    };

    /// <summary>An empty folder of a limited size.</summary>
    public static JsonObject Folder(string name, long bytes) => new()
    {
        ["name"] = name,
        ["emptyDir"] = new JsonObject { ["sizeLimit"] = bytes.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };
}
