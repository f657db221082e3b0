using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>
/// The files of an artifact in an OCI registry. Its manifest is read at each look, its files only when the manifest is another.
/// </summary>
public sealed record OciSource
{
    /// <summary>
    /// The artifact, with a tag or a digest: <c>registry.example.com/data/birds:v1</c>. Its layers are its files, each with its name in the
    /// annotation <c>org.opencontainers.image.title</c>, as <c>oras push</c> writes it. It is read by a pod in this namespace.
    /// </summary>
    [Length(1, 512)]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._/:@-]*$")]
    [Cel("self.matches('^[A-Za-z0-9.-]+(:[0-9]{1,5})?/[a-z0-9._/-]+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?$')"
        + " && self.matches('/.*[:@]')",
        Message = "the reference must name a registry, a repository and a tag or digest, as in registry.example.com/data/birds:v1")]
    [JsonPropertyOrder(-1)]
    public string Reference { get; init; } = "";

    /// <summary>
    /// How the pod signs in, where the registry asks for it: <c>MODELWRIGHT_HTTP_USERNAME</c> and <c>MODELWRIGHT_HTTP_PASSWORD</c>, or
    /// <c>MODELWRIGHT_HTTP_TOKEN</c>.
    /// </summary>
    public ArtifactCredentials? Credentials { get; init; }
}
