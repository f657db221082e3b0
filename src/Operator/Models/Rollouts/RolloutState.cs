using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// Where a Model's rollout is. It is read from the status and written to it, and to nowhere else: whoever takes over goes on from there.
/// </summary>
internal sealed record RolloutState
{
    /// <summary>The revision that had all requests last.</summary>
    public string? Stable { get; init; }

    /// <summary>The revision that is to replace it.</summary>
    public string? Candidate { get; init; }

    /// <summary>The wanted revision that was taken back.</summary>
    public string? Aborted { get; init; }

    /// <summary>What the rollout does; null where there is none.</summary>
    public RolloutPhase? Phase { get; init; }

    /// <summary>The step, from 0.</summary>
    public int Step { get; init; }

    /// <summary>The share that the candidate may have.</summary>
    public int Weight { get; init; }

    /// <summary>The share of copies that it may have.</summary>
    public int Mirror { get; init; }

    /// <summary>It served before and needs no steps.</summary>
    public bool Rollback { get; init; }

    /// <summary>How often it lost all its replicas while it carried requests.</summary>
    public int Crashes { get; init; }

    /// <summary>When it last did so at this step.</summary>
    public DateTimeOffset? LostTime { get; init; }

    /// <summary>Since when the stable revision has nobody to answer.</summary>
    public DateTimeOffset? StableDownTime { get; init; }

    /// <summary><see cref="RolloutRules.Digest"/> of the rules that the step belongs to.</summary>
    public string? Rules { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the candidate's replicas were ready.</summary>
    public DateTimeOffset? ReadyTime { get; init; }

    /// <summary>When all routers followed the step.</summary>
    public DateTimeOffset? StepTime { get; init; }

    /// <summary>Since when no clock runs.</summary>
    public DateTimeOffset? PausedTime { get; init; }

    /// <summary>A person paused it.</summary>
    public bool PausedByAction { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? Cause { get; init; }

    /// <summary>The promoted revision that is still watched.</summary>
    public ProbationStatus? Probation { get; init; }

    /// <summary>Reads the status.</summary>
    public static RolloutState Of(ModelStatus? status)
    {
        var rollout = status?.Rollout;
        return new()
        {
            Stable = status?.StableRevision,
            Candidate = status?.NextRevision,
            Aborted = status?.AbortedRevision,
            Phase = rollout?.Phase ?? (status?.NextRevision is null ? null : RolloutPhase.Promoting),
            Step = Math.Max(0, (rollout?.Step ?? 1) - 1),
            Weight = rollout?.Weight ?? 0,
            Mirror = rollout?.Mirror ?? 0,
            Rollback = rollout?.Rollback == true,
            Crashes = rollout?.Crashes ?? 0,
            LostTime = rollout?.LostTime,
            StableDownTime = rollout?.StableDownTime,
            Rules = rollout?.Plan,
            StartTime = rollout?.StartTime,
            ReadyTime = rollout?.ReadyTime,
            StepTime = rollout?.StepStartTime,
            PausedTime = rollout?.PausedTime,
            PausedByAction = rollout?.PausedByAction == true,
            EndTime = rollout?.EndTime,
            Cause = rollout?.Cause,
            Probation = status?.Probation,
        };
    }

    /// <summary>No rollout; what serves and what was taken back stay known.</summary>
    public RolloutState WithoutRollout() => new() { Stable = Stable, Aborted = Aborted, Probation = Probation };

    /// <summary>The share of the requests that a revision may have.</summary>
    public int Permitted(string revision) => Candidate != revision
        ? 0
        : Phase switch { RolloutPhase.Promoting => 100, RolloutPhase.Stepping => Weight, _ => 0 };

    /// <summary>The share of copies that a revision may have.</summary>
    public int PermittedMirror(string revision) => Candidate == revision && Phase == RolloutPhase.Stepping ? Mirror : 0;

    /// <summary>As it is at a step.</summary>
    public RolloutState At(int index, RolloutRules rules) => this with
    {
        Phase = RolloutPhase.Stepping,
        Step = index,
        Weight = rules.Steps[index].Weight,
        Mirror = rules.Steps[index].Mirror,
        StepTime = null,
        LostTime = null,
        Rules = rules.Digest,
    };

    /// <summary>Its steps are over.</summary>
    public RolloutState Promoted(RolloutRules rules) => this with
    {
        Phase = RolloutPhase.Promoting,
        Step = Math.Max(0, rules.Steps.Count - 1),
        Weight = 100,
        Mirror = 0,
        StepTime = null,
        StableDownTime = null,
        Rules = rules.Digest,
    };
}
