using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>A run on a tracking server.</summary>
public sealed record TrainingTracking
{
    /// <summary>The experiment's id there.</summary>
    [Length(0, 128)]
    public string? ExperimentId { get; init; }

    /// <summary>The run's id there.</summary>
    [Length(0, 128)]
    public string? RunId { get; init; }

    /// <summary>Its page.</summary>
    [Length(0, 1024)]
    public string? Url { get; init; }

    /// <summary>Whether the server has all of it; an outage never fails a run.</summary>
    public TrackingState? State { get; init; }

    /// <summary>The last thing that went wrong there.</summary>
    [Length(0, 512)]
    public string? Message { get; init; }
}
