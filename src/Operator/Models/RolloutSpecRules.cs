using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models;

/// <summary>What must hold within <c>spec.rollout</c>, as the CRD says it in CEL.</summary>
internal static class RolloutSpecRules
{
    /// <summary>The first rule that is broken, as a sentence, or null.</summary>
    public static string? Check(ModelRollout? rollout)
    {
        if (rollout is null) return null;
        var (strategy, steps) = (rollout.Strategy ?? RolloutStrategy.BlueGreen, rollout.Steps ?? []);
        var stepwise = strategy is RolloutStrategy.Canary or RolloutStrategy.Shadow or RolloutStrategy.ABTest;
        if (stepwise && steps.Count == 0)
            return $"spec.rollout.steps: strategy {strategy} needs steps, for example [{{weight: 5, duration: 10m}}]";
        if (steps.Count > 0 && (strategy == RolloutStrategy.Rolling || rollout.Strategy is null))
            return "spec.rollout.steps: steps need a strategy that goes by steps: Canary, Shadow, ABTest or BlueGreen";
        if (steps.Zip(steps.Skip(1)).Any(pair => pair.First.Weight > pair.Second.Weight))
            return "spec.rollout.steps: the weights must not go down";
        if (strategy is RolloutStrategy.Shadow or RolloutStrategy.BlueGreen && steps.Any(step => step.Weight != 0))
            return $"spec.rollout.steps: steps of strategy {strategy} have weight 0";
        if (strategy == RolloutStrategy.Shadow && steps.Any(step => step.Mirror is null or 0))
            return "spec.rollout.steps: steps of strategy Shadow need mirror, the share of requests to copy";
        if (strategy == RolloutStrategy.ABTest && rollout.Sticky is null)
            return "spec.rollout.sticky: strategy ABTest needs it: the header or cookie by which a user is known";
        if (rollout.Analysis is { } analysis && rollout.Probation is null
            && !steps.Any(step => step.Weight > 0 || step.Mirror > 0)
            && !(steps.Count > 0 && analysis.Metrics is { Count: > 0 } metrics && metrics.All(metric => metric.Prometheus is not null)))
            return "spec.rollout.analysis: it needs a step in which the new revision gets requests or copies to be judged by, or "
                + "probation; with strategy BlueGreen for example {weight: 0, mirror: 20}";
        if (rollout.MaxSurge is not null && strategy is not (RolloutStrategy.Rolling or RolloutStrategy.Canary or RolloutStrategy.ABTest))
            return "spec.rollout.maxSurge: it needs strategy Rolling, Canary or ABTest";
        return null;
    }
}
