using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>What reproduces a run.</summary>
public sealed record TrainingLineage
{
    /// <summary>The image as the run names it.</summary>
    [Length(0, 512)]
    public string? Image { get; init; }

    /// <summary>The image that ran, as the node resolved it.</summary>
    [Length(0, 1024)]
    public string? ImageId { get; init; }

    /// <summary>
    /// The SHA-256 of the parameters: of the lines <c>name=value</c>, sorted by name (ordinal), backslashes and line feeds in values
    /// written
    /// as <c>\\</c> and <c>\n</c>, each line ended by a line feed.
    /// </summary>
    [Length(0, 71)]
    public string? ParametersDigest { get; init; }

    /// <summary>The seed.</summary>
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>The source code.</summary>
    public TrainingCode? Code { get; init; }

    /// <summary>The data by digest.</summary>
    [Length(0, 16)]
    [ListMap("name")]
    public IReadOnlyList<InputLineage>? Inputs { get; init; }

    /// <summary>The image of the agent.</summary>
    [Length(0, 512)]
    public string? AgentImage { get; init; }

    /// <summary>The version of the operator that made the Job.</summary>
    [Length(0, 128)]
    public string? OperatorVersion { get; init; }

    /// <summary>The run whose checkpoints it went on from.</summary>
    [Length(0, 63)]
    public string? ResumedFrom { get; init; }
}
