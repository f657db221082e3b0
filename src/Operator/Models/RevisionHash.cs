using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;

namespace Modelwright.Operator.Models;

/// <summary>
/// What makes two specs the same revision: the file and the fields that shape its pods. Not in it: replicas, autoscaling, rollout times,
/// and whatever the operator's configuration or version decides, so that none of these restarts a pod.
/// </summary>
public static class RevisionHash
{
    /// <summary>Hexadecimal digits of the hash, at the end of a revision's name.</summary>
    public const int Digits = 8;

    /// <summary>The name of the revision of a Model.</summary>
    public static string Name(
        string model, Artifact artifact, string? digest, string? version, ModelServing serving, ModelMonitoring? monitoring = null)
    {
        var shape = Encoding.UTF8.GetBytes(Shape(artifact, digest, version, serving, monitoring));
        return $"{model}-{Convert.ToHexStringLower(SHA256.HashData(shape))[..Digits]}";
    }

    /// <summary>
    /// The canonical text that is hashed. Only what the spec says is in it, not what a default fills in; a new field that is left out
    /// does not appear, so a later version of the operator computes the same hash for the same spec.
    /// </summary>
    internal static string Shape(Artifact artifact, string? digest, string? version, ModelServing serving, ModelMonitoring? monitoring)
    {
        var shape = new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["uri"] = artifact.Uri,
            ["digest"] = digest,
            ["version"] = version,
            ["format"] = artifact.Format is null or ArtifactFormat.Onnx ? null : artifact.Format,
            ["secretName"] = artifact.Credentials?.SecretName,
            ["image"] = serving.Runtime?.Image,
            ["requests"] = serving.Resources?.Requests,
            ["limits"] = serving.Resources?.Limits,
            ["env"] = serving.Env?.OrderBy(variable => variable.Name, StringComparer.Ordinal).ToList(),
            ["nodeSelector"] = serving.NodeSelector,
            ["tolerations"] = serving.Tolerations,
            ["imagePullSecrets"] = serving.ImagePullSecrets,
            ["maxBatchSize"] = serving.Batching?.MaxBatchSize,
            ["warmupRequests"] = serving.Warmup?.Requests,
            ["drainDelay"] = serving.Drain?.Delay,
            ["drainTimeout"] = serving.Drain?.Timeout,
            ["feedbackSecretName"] = monitoring?.Feedback?.KeySecretName,
            ["feedbackMaxAge"] = monitoring?.Feedback?.MaxAge,
            ["redact"] = monitoring?.Redact?.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList(),
        };
        var text = new StringBuilder();
        foreach (var (name, value) in shape)
            if (Canonical(JsonSerializer.SerializeToNode(value, CrdJson.Options)) is { } node && !Empty(node))
                text.Append(name).Append('=').Append(node.ToJsonString()).Append('\n');
        return text.ToString();
    }

    private static bool Empty(JsonNode node) => node is JsonArray { Count: 0 } or JsonObject { Count: 0 };

    /// <summary>The same tree with the keys of every object in ordinal order.</summary>
    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Canonical(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
