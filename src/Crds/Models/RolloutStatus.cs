using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>A replacement that is under way, or was taken back.</summary>
public sealed record RolloutStatus
{
    /// <summary>What it is doing.</summary>
    public RolloutPhase? Phase { get; init; }

    /// <summary>How the new revision takes over.</summary>
    public RolloutStrategy? Strategy { get; init; }

    /// <summary>The step that it is at, counted from 1.</summary>
    [Range(0, ModelLimits.MaxSteps)]
    public int? Step { get; init; }

    /// <summary>How many steps there are.</summary>
    [Range(0, ModelLimits.MaxSteps)]
    public int? Steps { get; init; }

    /// <summary>
    /// The share of the requests that the new revision may have at this step, in percent; <c>status.traffic</c> says what it has.
    /// </summary>
    [Range(0, 100)]
    public int? Weight { get; init; }

    /// <summary>The share of the other requests that are copied to it, in percent.</summary>
    [Range(0, 100)]
    public int? Mirror { get; init; }

    /// <summary>It goes back to a revision that served before, without steps.</summary>
    public bool? Rollback { get; init; }

    /// <summary>How often the new revision lost all its replicas while it had requests.</summary>
    [Range(0, int.MaxValue)]
    public int? Crashes { get; init; }

    /// <summary>When it last did so at this step; until it is ready again the deadline counts from then.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? LostTime { get; init; }

    /// <summary>
    /// Since when no replica of the serving revision answers. The new one answers for it meanwhile, and the step begins again once it is
    /// back.
    /// </summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StableDownTime { get; init; }

    /// <summary>A digest of strategy and steps, by which a change of them is noticed.</summary>
    [Length(0, 16)]
    public string? Plan { get; init; }

    /// <summary>When all routers followed this step's weights; the step's duration counts from then.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StepStartTime { get; init; }

    /// <summary>Since when it is paused by an action or by <c>spec.rollout.paused</c>; no clock runs meanwhile.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? PausedTime { get; init; }

    /// <summary>A person paused it; <c>resume</c> goes on.</summary>
    public bool? PausedByAction { get; init; }

    /// <summary>When it was taken back.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Why it was taken back.</summary>
    [Length(0, 1024)]
    public string? Cause { get; init; }

    /// <summary>When the operator began to bring up the next revision.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the next revision's replicas were last all ready; empty while they are not.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? ReadyTime { get; init; }

    /// <summary>What the replacement is waiting for.</summary>
    [Length(0, 1024)]
    public string? Message { get; init; }

    /// <summary>What will happen next, and what would change that.</summary>
    [Length(0, 1024)]
    public string? Next { get; init; }
}
