using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Providers;

/// <summary>What each provider can do; the CRD says the same in CEL.</summary>
internal static class ProviderRules
{
    /// <summary>The first rule that is broken, as a sentence, or null.</summary>
    public static string? Check(ModelSpec spec)
    {
        var (traffic, rollout) = (spec.Traffic, spec.Rollout);
        var provider = traffic?.Provider ?? TrafficProvider.Router;
        if (References(traffic, provider) is { } broken) return broken;
        if (provider == TrafficProvider.Router) return null;
        if (spec.Serving?.ScaleToZero is not null)
            return $"spec.serving.scaleToZero: with spec.traffic.provider {provider} no request can wait at zero; the Router lets them";
        if (RouteAccess.Of(spec) is not null)
            return $"spec.traffic: tls and clientTokens are the Router's; with provider {provider} they belong to the Gateway or the mesh";
        if (rollout is null) return null;
        if (rollout.Sticky is not null || rollout.Strategy == RolloutStrategy.ABTest)
            return $"spec.rollout.sticky: spec.traffic.provider {provider} does not keep users with a revision; the Router does";
        if (provider == TrafficProvider.None
            && (rollout.Strategy == RolloutStrategy.Shadow || rollout.Steps?.Any(step => step.Mirror > 0) == true))
            return "spec.rollout.steps: nobody copies requests with spec.traffic.provider None; the Router and GatewayAPI do";
        if (rollout.Analysis is { } analysis && analysis.Metrics is not { Count: > 0 })
            return "spec.rollout.analysis.metrics: unset it is one errorRate, which only the Router counts; with "
                + $"spec.traffic.provider {provider} name predictionDrift or prometheus";
        return rollout.Analysis?.Metrics?.FirstOrDefault(metric => metric.PredictionDrift is null && metric.Prometheus is null)
            is { } counted
            ? $"spec.rollout.analysis.metrics: {counted.Name}: only the Router counts errors, latency and disagreement; with "
                + $"spec.traffic.provider {provider} judge by predictionDrift or prometheus"
            : null;
    }

    private static bool IsAmbiguous(IEnumerable<GatewayReference> references)
    {
        var sections = references.Select(one => one.SectionName).ToList();
        return sections.Count > 1 && (sections.Contains(null) || sections.Distinct(StringComparer.Ordinal).Count() < sections.Count);
    }

    private static string? References(ModelTraffic? traffic, TrafficProvider provider)
    {
        var references = traffic?.GatewayRefs ?? [];
        if (provider == TrafficProvider.GatewayAPI && references.Count == 0)
            return "spec.traffic.gatewayRefs: provider GatewayAPI needs at least one, for example [{name: public}]";
        if (provider == TrafficProvider.GatewayAPI)
            return references.GroupBy(one => (one.Namespace, one.Name)).Any(IsAmbiguous)
                ? "spec.traffic.gatewayRefs: of several references to one Gateway each needs a sectionName of its own"
                : null;
        if (references.Count > 0) return $"spec.traffic.gatewayRefs: provider {provider} takes none";
        return traffic?.Hostnames is { Count: > 0 } ? $"spec.traffic.hostnames: provider {provider} takes none" : null;
    }
}
