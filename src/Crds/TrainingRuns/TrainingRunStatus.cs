using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using k8s.Models;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>How far a run is, how it ended, and what reproduces it.</summary>
public sealed record TrainingRunStatus
{
    /// <summary>The <c>metadata.generation</c> that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The run's state: <c>Succeeded</c> is unknown until its end, with what it does now as the reason.</summary>
    [Length(0, 8)]
    [ListMap("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>When its first pod was started, or the first one since it was last suspended.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When its container was asked to finish.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StopTime { get; init; }

    /// <summary>When training ended.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>Pods that were started, those lost to preemption included.</summary>
    [Range(0, int.MaxValue)]
    public int? Attempts { get; init; }

    /// <summary>Pods that were lost to preemption, eviction or a drained node. They do not count against <c>spec.retries</c>.</summary>
    [Range(0, int.MaxValue)]
    public int? Preemptions { get; init; }

    /// <summary>Seconds that its pods were on a node, those that are still there not counted.</summary>
    [Range(0L, long.MaxValue)]
    public long? PodSeconds { get; init; }

    /// <summary>The newest of its pods.</summary>
    [Length(0, TrainingLimits.MaxPods)]
    [ListMap("name")]
    public IReadOnlyList<TrainingPod>? Pods { get; init; }

    /// <summary>How far it is, as the container reports it.</summary>
    public TrainingProgress? Progress { get; init; }

    /// <summary>The last value of each metric.</summary>
    [Length(0, TrainingLimits.MaxMetrics)]
    [ListMap("name")]
    public IReadOnlyList<MetricValue>? Metrics { get; init; }

    /// <summary>The objective's metric by step, thinned out evenly where there are more steps.</summary>
    [Length(0, TrainingLimits.MaxSeries)]
    public IReadOnlyList<MetricPoint>? Series { get; init; }

    /// <summary>What reproduces the run.</summary>
    public TrainingLineage? Lineage { get; init; }

    /// <summary>What was uploaded.</summary>
    [Length(0, TrainingLimits.MaxArtifacts)]
    [ListMap("name")]
    public IReadOnlyList<TrainingArtifact>? Artifacts { get; init; }

    /// <summary>The PersistentVolumeClaim with its checkpoints.</summary>
    [Length(0, 253)]
    public string? CheckpointClaim { get; init; }

    /// <summary>The ModelVersion that it ended in.</summary>
    [Length(0, 63)]
    public string? ModelVersion { get; init; }

    /// <summary>The run on the tracking server, where one is configured.</summary>
    public TrainingTracking? Tracking { get; init; }

    /// <summary>Why it failed.</summary>
    public TrainingFailure? Failure { get; init; }

    /// <summary>What was wrong without making it fail, such as lines of the metrics file that could not be read.</summary>
    [Length(0, 8)]
    [ItemLength(0, 512)]
    public IReadOnlyList<string>? Warnings { get; init; }
}
