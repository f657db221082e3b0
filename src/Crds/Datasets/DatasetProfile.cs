using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Datasets;

/// <summary>The file with a version's profile.</summary>
public sealed record DatasetProfile
{
    /// <summary>Where it is.</summary>
    [Length(1, 2048)]
    public string Uri { get; init; } = "";

    /// <summary>Its SHA-256.</summary>
    [Length(71, 71)]
    [RegularExpression(Patterns.Sha256)]
    public string Digest { get; init; } = "";
}
