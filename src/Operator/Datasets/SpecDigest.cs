using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Crds;

namespace Modelwright.Operator.Datasets;

/// <summary>One digest of everything that a version's results depend on beside its bytes.</summary>
internal static class SpecDigest
{
    /// <summary>The digest.</summary>
    public static string Of(DatasetObserved observed, string? step)
    {
        var spec = observed.Dataset.Spec;
        var asked = new JsonObject
        {
            ["source"] = JsonSerializer.SerializeToNode(spec.Source, CrdJson.Options),
            ["store"] = JsonSerializer.SerializeToNode(spec.Store, CrdJson.Options),
            ["format"] = spec.Format?.ToString(),
            ["columns"] = JsonSerializer.SerializeToNode(spec.Columns, CrdJson.Options),
            ["checks"] = JsonSerializer.SerializeToNode(
                spec.Checks?.Select(check => check with { Owner = null }), CrdJson.Options),
            ["references"] = ChildMetadata.Strings(
                observed.References.Select(reference => KeyValuePair.Create(reference.Key, reference.Value.Version.Digest))),
        };
        if (step is not null) asked["step"] = step;
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(asked)));
    }
}
