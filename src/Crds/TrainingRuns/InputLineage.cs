using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>Data that a run read.</summary>
public sealed record InputLineage
{
    /// <summary>The input's name.</summary>
    [Length(1, 40)]
    public string Name { get; init; } = "";

    /// <summary>The Dataset, where it was one.</summary>
    [Length(0, 63)]
    public string? Dataset { get; init; }

    /// <summary>The URI that it was fetched from.</summary>
    [Length(0, 2048)]
    public string? Uri { get; init; }

    /// <summary>The SHA-256 of the file, or the digest of the Dataset's version.</summary>
    [Length(0, 71)]
    public string? Digest { get; init; }

    /// <summary>Its size in bytes.</summary>
    [Range(0L, long.MaxValue)]
    public long? Bytes { get; init; }

    /// <summary>Its rows, where they were counted.</summary>
    [Range(0L, long.MaxValue)]
    public long? Rows { get; init; }
}
