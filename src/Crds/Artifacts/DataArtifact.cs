using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Artifacts;

/// <summary>One file of data, straight from a store.</summary>
public sealed record DataArtifact : FileReference
{
    /// <summary>
    /// The SHA-256 of the file, as <c>sha256:</c> and 64 hexadecimal digits. A file with another digest is refused. Without it the digest
    /// that was found is recorded in <c>status.lineage</c>.
    /// </summary>
    [Length(71, 71)]
    [RegularExpression(Patterns.Sha256)]
    public string? Digest { get; init; }
}
