using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Node.Configuration;

/// <summary>The downward API: fields of a pod as text.</summary>
internal static class PodFields
{
    private const string HostAddress = "127.0.0.1";

    public static string Value(JsonObject pod, string address, string path)
    {
        if (Subscript(path, "metadata.labels") is { } label) return pod.Text("metadata", "labels", label) ?? "";
        if (Subscript(path, "metadata.annotations") is { } annotation) return pod.Text("metadata", "annotations", annotation) ?? "";
        return path switch
        {
            "metadata.name" => pod.Name(),
            "metadata.namespace" => pod.Namespace(),
            "metadata.uid" => pod.Uid(),
            "metadata.labels" => Lines(pod.TextMap("metadata", "labels")),
            "metadata.annotations" => Lines(pod.TextMap("metadata", "annotations")),
            "spec.nodeName" => pod.Text("spec", "nodeName") ?? "",
            "spec.serviceAccountName" => pod.Text("spec", "serviceAccountName") ?? "default",
            "status.podIP" or "status.podIPs" => address,
            "status.hostIP" or "status.hostIPs" => HostAddress,
            _ => throw new ConfigurationException($"fieldRef: \"{path}\" is not a field that the downward API knows"),
        };
    }

    private static string? Subscript(string path, string field) =>
        path.StartsWith(field + "['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal)
            ? path[(field.Length + 2)..^2]
            : null;

    private static string Lines(Dictionary<string, string> map) => string.Join('\n', map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={System.Text.Json.JsonSerializer.Serialize(pair.Value)}"));
}
