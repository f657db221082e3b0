using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>The source code that an image was made from.</summary>
public sealed record TrainingCode
{
    /// <summary>The repository, for people.</summary>
    [Length(1, 1024)]
    [RegularExpression(@"^[^\s\x00-\x1f]+$")]
    public string? Repository { get; init; }

    /// <summary>The commit or tag.</summary>
    [Length(1, 128)]
    [RegularExpression(@"^[A-Za-z0-9._/+-]+$")]
    public string Revision { get; init; } = "";
}
