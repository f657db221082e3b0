using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>How one revision of a Model replaces another.</summary>
[Cel("has(self.steps) && size(self.steps) > 0 || !has(self.strategy) || !(self.strategy in ['Canary', 'Shadow', 'ABTest'])",
    Message = "strategy Canary, Shadow and ABTest need steps, for example [{weight: 5, duration: 10m}, {weight: 50, duration: 10m}]")]
[Cel("!has(self.steps) || size(self.steps) == 0 || has(self.strategy) && self.strategy != 'Rolling'",
    Message = "steps need a strategy that goes by steps: Canary, Shadow, ABTest or BlueGreen")]
[Cel("!has(self.steps) || self.steps.map(step, step.weight).isSorted()",
    Message = "the weights of steps must not go down: users would change sides")]
[Cel("!has(self.steps) || !has(self.strategy) || !(self.strategy in ['Shadow', 'BlueGreen'])"
    + " || self.steps.all(step, step.weight == 0)",
    Message = "steps of strategy Shadow and BlueGreen have weight 0: before the switch the new revision answers nobody")]
[Cel("!has(self.steps) || !has(self.strategy) || self.strategy != 'Shadow'"
    + " || self.steps.all(step, has(step.mirror) && step.mirror > 0)",
    Message = "steps of strategy Shadow need mirror, the share of requests to copy, for example 20")]
[Cel("!has(self.strategy) || self.strategy != 'ABTest' || has(self.sticky)",
    Message = "strategy ABTest needs sticky: the header or cookie by which a user is known")]
[Cel("!has(self.maxSurge) || has(self.strategy) && self.strategy in ['Rolling', 'Canary', 'ABTest']",
    Message = "maxSurge needs strategy Rolling, Canary or ABTest; the others bring up all replicas before the switch")]
[Cel("!has(self.analysis) || has(self.probation)"
    + " || has(self.steps) && self.steps.exists(step, step.weight > 0 || has(step.mirror) && step.mirror > 0)"
    + " || has(self.steps) && size(self.steps) > 0 && has(self.analysis.metrics)"
    + " && self.analysis.metrics.all(metric, has(metric.prometheus))",
    Message = "analysis needs a step in which the new revision gets requests or copies to be judged by, or probation; "
        + "with strategy BlueGreen for example {weight: 0, mirror: 20}")]
public sealed record ModelRollout
{
    /// <summary>How a new revision takes over.</summary>
    [WhenUnset(RolloutStrategy.BlueGreen)]
    public RolloutStrategy? Strategy { get; init; }

    /// <summary>
    /// The stages that a new revision goes through before it gets all requests. Editing them during a rollout keeps the share that it has
    /// and goes on with the first step that has a larger one.
    /// </summary>
    [Length(0, ModelLimits.MaxSteps)]
    public IReadOnlyList<RolloutStep>? Steps { get; init; }

    /// <summary>Keeps each user with one revision while the requests are split.</summary>
    public StickyRouting? Sticky { get; init; }

    /// <summary>
    /// How many replicas there may be above <c>serving.replicas</c> while two revisions run, for scarce hardware. Unset, the old revision
    /// keeps all its replicas until the new one has all requests (1 with strategy Rolling).
    /// </summary>
    [Range(1, ModelLimits.MaxReplicas)]
    public int? MaxSurge { get; init; }

    /// <summary>How long the replicas of a revision that was taken back stay up, to look at.</summary>
    [DurationRange("0s", "24h")]
    [WhenUnset(ModelDefaults.AbortScaleDownDelay)]
    public Duration? AbortScaleDownDelay { get; init; }

    /// <summary>A revision that served among the last so many ones needs no steps to serve again.</summary>
    [Range(0, 20)]
    [WhenUnset(ModelDefaults.RollbackWindow)]
    public int? RollbackWindow { get; init; }

    /// <summary>Watches a new revision after its promotion.</summary>
    public ModelProbation? Probation { get; init; }

    /// <summary>
    /// Freezes rollouts: no step ends, nothing is promoted, no new revision is begun. What serves is still healed and scaled, and a harmful
    /// revision is still taken back.
    /// </summary>
    [WhenUnset(false)]
    public bool? Paused { get; init; }

    /// <summary>
    /// How long a new revision may take to become ready. After that the condition <c>Progressing</c> is false with reason
    /// <c>ProgressDeadlineExceeded</c>; the previous revision keeps serving, and the new one still takes over should it become ready.
    /// </summary>
    [DurationRange("10s", "24h")]
    [WhenUnset(ModelDefaults.ProgressDeadline)]
    public Duration? ProgressDeadline { get; init; }

    /// <summary>
    /// How long the previous revision stays up without traffic after a replacement, so that going back to it is immediate.
    /// </summary>
    [DurationRange("0s", "24h")]
    [WhenUnset(ModelDefaults.ScaleDownDelay)]
    public Duration? ScaleDownDelay { get; init; }

    /// <summary>
    /// How many revisions that served before are remembered in the status, to go back to. The one that serves is not counted.
    /// </summary>
    [Range(1, 20)]
    [WhenUnset(ModelDefaults.RevisionHistoryLimit)]
    public int? RevisionHistoryLimit { get; init; }

    /// <summary>By what a new revision is judged on its way; unset, it is not judged.</summary>
    public ModelAnalysis? Analysis { get; init; }
}
