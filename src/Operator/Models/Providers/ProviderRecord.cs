using Modelwright.Crds.Models.Traffic;

namespace Modelwright.Operator.Models.Providers;

/// <summary>
/// What divides a Model's requests now, and what may be left of what did before. It stands on the Model's Service beside the route and the
/// selector, so that all three change at once; nothing stands there for the Router.
/// </summary>
/// <param name="InForce">The provider by which the Service selects; null: there is no Service yet.</param>
/// <param name="Left">A provider whose objects may still be there.</param>
internal sealed record ProviderRecord(TrafficProvider? InForce, TrafficProvider? Left = null)
{
    /// <summary>Reads the Model's Service; what nobody could have written counts as the Router.</summary>
    public static ProviderRecord Of(ServiceFact? service)
    {
        if (service is null) return new(InForce: null);
        var parts = (service.Provider ?? "").Split(',', 2);
        return new(Parse(parts[0]) ?? TrafficProvider.Router, parts.Length > 1 ? Parse(parts[1]) : null);
    }

    /// <summary>The annotation; null for none.</summary>
    public string? ToText()
    {
        var provider = InForce ?? TrafficProvider.Router;
        if (Left is { } left) return $"{provider},{left}";
        return provider == TrafficProvider.Router ? null : provider.ToString();
    }

    /// <summary>The provider is one of the two.</summary>
    public bool Mentions(TrafficProvider provider) => InForce == provider || Left == provider;

    private static TrafficProvider? Parse(string text) => text switch
    {
        nameof(TrafficProvider.Router) => TrafficProvider.Router,
        nameof(TrafficProvider.GatewayAPI) => TrafficProvider.GatewayAPI,
        nameof(TrafficProvider.None) => TrafficProvider.None,
        _ => null,
    };
}
