using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>What a Model serves and how.</summary>
[Cel("(has(self.serving) && has(self.serving.minReady) ? self.serving.minReady : duration('" + ModelDefaults.MinReady + "'))"
    + " < (has(self.rollout) && has(self.rollout.progressDeadline) ? self.rollout.progressDeadline : duration('"
    + ModelDefaults.ProgressDeadline + "'))",
    Message = "rollout.progressDeadline (10m if unset) must be longer than serving.minReady, or no revision could become ready in time")]
[Cel("!has(self.traffic) || !has(self.traffic.provider) || self.traffic.provider == 'Router' || !has(self.rollout)"
    + " || !has(self.rollout.sticky) && (!has(self.rollout.strategy) || self.rollout.strategy != 'ABTest')",
    Message = "rollout.sticky and strategy ABTest need traffic.provider Router: no other keeps users with a revision")]
[Cel("!has(self.traffic) || !has(self.traffic.provider) || self.traffic.provider != 'None' || !has(self.rollout)"
    + " || (!has(self.rollout.strategy) || self.rollout.strategy != 'Shadow')"
    + " && (!has(self.rollout.steps) || self.rollout.steps.all(step, !has(step.mirror) || step.mirror == 0))",
    Message = "strategy Shadow and mirror need traffic.provider Router or GatewayAPI: without a router nobody copies requests")]
[Cel("!has(self.traffic) || !has(self.traffic.provider) || self.traffic.provider == 'Router' || !has(self.rollout)"
    + " || !has(self.rollout.analysis) || has(self.rollout.analysis.metrics)"
    + " && self.rollout.analysis.metrics.all(metric, has(metric.predictionDrift) || has(metric.prometheus))",
    Message = "errorRate, latency and shadowDisagreement are counted by the Router; with another traffic.provider judge by "
        + "predictionDrift, which the model servers count, or by prometheus")]
[Cel("!has(self.traffic) || !has(self.traffic.provider) || self.traffic.provider == 'Router'"
    + " || !has(self.serving) || !has(self.serving.scaleToZero)",
    Message = "serving.scaleToZero needs traffic.provider Router: at zero its requests wait in routers, and nowhere else")]
public sealed record ModelSpec
{
    /// <summary>What to serve: a model file, a registered version, or what a channel leads to. Exactly one of them.</summary>
    public ModelSource Source { get; init; } = new();

    /// <summary>
    /// How the model is served: replicas, resources, batching, warm-up and drain. Everything in it has a working default.
    /// </summary>
    public ModelServing? Serving { get; init; }

    /// <summary>How one revision replaces another, and how many are kept to go back to.</summary>
    public ModelRollout? Rollout { get; init; }

    /// <summary>How requests reach the revisions, and what divides them.</summary>
    public ModelTraffic? Traffic { get; init; }

    /// <summary>What is watched while it serves.</summary>
    public ModelMonitoring? Monitoring { get; init; }
}
