using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Artifacts;

/// <summary>The model file of a registered version; its bytes are fixed by the digest.</summary>
public sealed record VersionArtifact : Artifact
{
    /// <summary>The SHA-256 of the file, as <c>sha256:</c> and 64 hexadecimal digits. A file with another digest is not served.</summary>
    [Length(71, 71)]
    [RegularExpression(Patterns.Sha256)]
    public string Digest { get; init; } = "";
}
