using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using k8s.Models;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Experiments;

/// <summary>What an Experiment found so far.</summary>
public sealed record ExperimentStatus
{
    /// <summary>The <c>metadata.generation</c> that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The Experiment's state: <c>Succeeded</c> is unknown until its end, with what it does now as the reason.</summary>
    [Length(0, 8)]
    [ListMap("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>The seed of every draw.</summary>
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>The versions of the data sets that all runs read, decided once.</summary>
    [Length(0, 16)]
    [ListMap("name")]
    public IReadOnlyList<PinnedInput>? Inputs { get; init; }

    /// <summary>Runs by state.</summary>
    public RunCounts? Runs { get; init; }

    /// <summary>Requested resources times hours of the runs that have ended; memory in GiB.</summary>
    [Length(0, 16)]
    [ItemLength(1, 32)]
    [ItemPattern(Patterns.Decimal)]
    public IReadOnlyDictionary<string, string>? ResourceHours { get; init; }

    /// <summary>The best feasible run.</summary>
    public RankedRun? Best { get; init; }

    /// <summary>The ten best feasible runs.</summary>
    [Length(0, ExperimentLimits.MaxTop)]
    [ListMap("run")]
    public IReadOnlyList<RankedRun>? Top { get; init; }

    /// <summary>The ModelVersion of the best run.</summary>
    [Length(0, 63)]
    public string? ModelVersion { get; init; }

    /// <summary>
    /// Why the search is ending or has ended, one of the condition's reasons. What is still under way then does not change it; a change of
    /// the spec does.
    /// </summary>
    [Length(0, 64)]
    public string? End { get; init; }

    /// <summary>The search on the tracking server, where one is configured; its runs are there as parts of it.</summary>
    public TrainingTracking? Tracking { get; init; }

    /// <summary>When the first run was made.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the search ended.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? CompletionTime { get; init; }
}
