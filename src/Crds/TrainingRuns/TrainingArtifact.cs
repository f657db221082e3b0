using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>A file that a run left.</summary>
public sealed record TrainingArtifact
{
    /// <summary>Its path below the run's output folder.</summary>
    [Length(1, 512)]
    public string Name { get; init; } = "";

    /// <summary>Where it was uploaded to.</summary>
    [Length(0, 2048)]
    public string? Uri { get; init; }

    /// <summary>Its SHA-256.</summary>
    [Length(0, 71)]
    public string? Digest { get; init; }

    /// <summary>Its size in bytes.</summary>
    [Range(0L, long.MaxValue)]
    public long? Bytes { get; init; }
}
