using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Artifacts;

namespace Modelwright.Crds.Datasets;

/// <summary>An artifact of an OCI registry.</summary>
public sealed record OciSource
{
    /// <summary>The reference, with a tag or a digest: <c>registry.example.com/data/churn:latest</c>.</summary>
    [Length(1, 512)]
    [RegularExpression(Patterns.Image)]
    public string Reference { get; init; } = "";

    /// <summary>How the pod signs in, with <c>MODELWRIGHT_HTTP_USERNAME</c> and <c>MODELWRIGHT_HTTP_PASSWORD</c>.</summary>
    public ArtifactCredentials? Credentials { get; init; }
}
