using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Artifacts;

/// <summary>A model file that a Model serves directly, without a registered version.</summary>
public sealed record ModelArtifact : Artifact
{
    /// <summary>
    /// The SHA-256 of the file, as <c>sha256:</c> and 64 hexadecimal digits. A file with another digest is not served. Without it the
    /// digest of the first download is pinned for the revision and shown in the status, so that every replica serves the same bytes.
    /// </summary>
    [Length(71, 71)]
    [RegularExpression(Patterns.Sha256)]
    public string? Digest { get; init; }
}
