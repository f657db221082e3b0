using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using k8s.Models;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What was decided, and why.</summary>
public sealed record RetrainPolicyStatus
{
    /// <summary>The <c>metadata.generation</c> that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The policy's state: <c>Ready</c> is true while it can act.</summary>
    [Length(0, 8)]
    [ListMap("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>What each trigger says.</summary>
    [Length(0, RetrainLimits.MaxTriggers)]
    [ListMap("name")]
    public IReadOnlyList<TriggerStatus>? Triggers { get; init; }

    /// <summary>What asks for a run and has not got one yet.</summary>
    [Length(0, RetrainLimits.MaxTriggers + 1)]
    [ListMap("trigger")]
    public IReadOnlyList<PendingTrigger>? Pending { get; init; }

    /// <summary>The candidate that is on its way: its run, its version, its Promotion.</summary>
    public RetrainCycle? Cycle { get; init; }

    /// <summary>The number of the last run.</summary>
    [Range(0, int.MaxValue)]
    public int? LastNumber { get; init; }

    /// <summary>When runs were started, the newest last.</summary>
    [Length(0, RetrainLimits.MaxStarts)]
    [ItemLength(20, 20)]
    public IReadOnlyList<string>? Starts { get; init; }

    /// <summary>When the last run ended.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? LastRunEndTime { get; init; }

    /// <summary>Until when nothing starts after a candidate that failed or was rejected.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? BackoffUntil { get; init; }

    /// <summary>Runs in a row that failed.</summary>
    [Range(0, int.MaxValue)]
    public int? ConsecutiveFailures { get; init; }

    /// <summary>Candidates in a row that were rejected or taken back.</summary>
    [Range(0, int.MaxValue)]
    public int? ConsecutiveRejections { get; init; }

    /// <summary>When a schedule is due next.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? NextScheduleTime { get; init; }

    /// <summary>The value of the annotation <c>modelwright.io/retrain</c> that was last obeyed.</summary>
    [Length(0, 253)]
    public string? Manual { get; init; }

    /// <summary>It was suspended at the last look.</summary>
    public bool? Suspended { get; init; }

    /// <summary>How the last candidate compared.</summary>
    public GateStatus? Gate { get; init; }

    /// <summary>How many candidates were measured on which holdout, the newest first.</summary>
    [Length(0, RetrainLimits.MaxHoldouts)]
    [ListMap("digest")]
    public IReadOnlyList<HoldoutUse>? Holdouts { get; init; }

    /// <summary>What was decided, the newest first. The same decision again is not recorded again.</summary>
    [Length(0, RetrainLimits.MaxDecisions)]
    public IReadOnlyList<DecisionRecord>? Decisions { get; init; }
}
