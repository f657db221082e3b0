using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>Why a run failed.</summary>
public sealed record TrainingFailure
{
    /// <summary>The reason, as in the condition.</summary>
    [Length(1, 64)]
    public string Reason { get; init; } = "";

    /// <summary>The exit code of the container that trains.</summary>
    [Range(0, 255)]
    public int? ExitCode { get; init; }

    /// <summary>What went wrong: the container's own words where it left any, else the end of its log.</summary>
    [Length(0, TrainingLimits.MaxMessage)]
    public string? Message { get; init; }

    /// <summary>Whether the same run might succeed if it were tried again.</summary>
    public bool? Retriable { get; init; }
}
