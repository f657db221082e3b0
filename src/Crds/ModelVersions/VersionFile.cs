using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.ModelVersions;

/// <summary>A file that belongs to a version. It is fetched with the credentials of <c>spec.artifact</c>.</summary>
public sealed record VersionFile
{
    /// <summary>Where it is.</summary>
    [Length(1, 2048)]
    [RegularExpression("^(https|s3|pvc|file)://[A-Za-z0-9!#$%&'()*+,./:;=?@\\[\\]_~-]+$")]
    public string Uri { get; init; } = "";

    /// <summary>Its SHA-256.</summary>
    [Length(71, 71)]
    [RegularExpression(Patterns.Sha256)]
    public string Digest { get; init; } = "";

    /// <summary>Its rows, or the rows it was made from.</summary>
    [Range(0L, long.MaxValue)]
    public long? Rows { get; init; }
}
