using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// Whether a step that ends without a verdict has seen enough: as many requests at its weight as <c>spec.rollout.analysis.minRequests</c>,
/// or as many copies where it gets only those. Steps of the same weight share them. Where no router counts requests, what the model servers
/// counted stands for them.
/// </summary>
internal static class StepEvidence
{
    /// <summary>It has; also where nothing counts requests, as with queries alone.</summary>
    public static bool Suffices(RolloutFacts facts, RolloutState state) =>
        Count(facts, state) is not { } count || count >= facts.Rules.MinRequests;

    /// <summary>The new revision's requests or copies so far; null where nothing counts them.</summary>
    public static long? Count(RolloutFacts facts, RolloutState state)
    {
        if (facts.Analysis?.Status is not { } status || status.Metrics?.Any(metric => metric.CanaryRequests is not null) != true)
            return null;
        if (state.Weight == 0 || facts.Rules.Provider != TrafficProvider.Router) return status.Metrics.Max(metric => metric.CanaryRequests);

        // Where users stay with their side nothing is drawn, and only the metrics count by weight.
        return status.Metrics.Select(metric => metric.Evidence).Append(status.Requests).Max(list => At(state.Weight, list));
    }

    /// <summary>The step gives the new revision nothing that could be counted: it is only a gate.</summary>
    public static bool IsSilent(RolloutFacts facts, RolloutState state) =>
        state is { Weight: 0, Mirror: 0 } && facts.Analysis?.Status?.Metrics?.All(metric => metric.CanaryRequests is not null) == true;

    private static long At(int weight, IReadOnlyList<string>? stretches) =>
        StretchList.Read(stretches).FirstOrDefault(stretch => stretch.Weight == weight)?.CanaryRequests ?? 0;
}
