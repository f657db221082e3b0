using Modelwright.Crds.Models.Traffic;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>What a Model serves and how.</summary>
[Cel("(has(self.serving) && has(self.serving.minReady) ? self.serving.minReady : duration('" + ModelDefaults.MinReady + "'))"
    + " < (has(self.rollout) && has(self.rollout.progressDeadline) ? self.rollout.progressDeadline : duration('"
    + ModelDefaults.ProgressDeadline + "'))",
    Message = "rollout.progressDeadline (10m if unset) must be longer than serving.minReady, or no revision could become ready in time")]
public sealed record ModelSpec
{
    /// <summary>What to serve: a model file, or a registered version. Exactly one of the two.</summary>
    public ModelSource Source { get; init; } = new();

    /// <summary>
    /// How the model is served: replicas, resources, batching, warm-up and drain. Everything in it has a working default.
    /// </summary>
    public ModelServing? Serving { get; init; }

    /// <summary>How one revision replaces another, and how many are kept to go back to.</summary>
    public ModelRollout? Rollout { get; init; }

    /// <summary>How requests reach the revisions, and what divides them.</summary>
    public ModelTraffic? Traffic { get; init; }
}
