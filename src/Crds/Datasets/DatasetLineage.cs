using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Datasets;

/// <summary>What a prepared version was made from, and how.</summary>
public sealed record DatasetLineage
{
    /// <summary>One digest of the step and of the versions that it read. The same step on the same data is not run again.</summary>
    [Length(0, 71)]
    public string? Step { get; init; }

    /// <summary>The TrainingRun that made it.</summary>
    [Length(0, 63)]
    public string? Run { get; init; }

    /// <summary>Its record in the store, with everything about it.</summary>
    [Length(0, 2048)]
    public string? Record { get; init; }

    /// <summary>The image that ran, as the node resolved it.</summary>
    [Length(0, 1024)]
    public string? ImageId { get; init; }

    /// <summary>The SHA-256 of the parameters, as in a TrainingRun's <c>status.lineage</c>.</summary>
    [Length(0, 71)]
    public string? ParametersDigest { get; init; }

    /// <summary>The parameters; only of the newest versions.</summary>
    [Length(0, 64)]
    [ItemLength(0, 512)]
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The seed.</summary>
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>The source code of the image.</summary>
    public TrainingCode? Code { get; init; }

    /// <summary>The versions that it read.</summary>
    [Length(0, 16)]
    [ListMap("name")]
    public IReadOnlyList<InputLineage>? Inputs { get; init; }
}
