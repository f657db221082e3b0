using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Models.Providers;

/// <summary>What is known of the Gateway API where a Model has to do with it.</summary>
public sealed record GatewayView
{
    /// <summary>Whether the cluster has HTTPRoutes.</summary>
    public KindPresence Presence { get; init; }

    /// <summary>The Model's HTTPRoute.</summary>
    public HttpRouteFact? Route { get; init; }

    /// <summary>The Gateways that it names, as far as they are there.</summary>
    public IReadOnlyList<GatewayFact> Gateways { get; init; } = [];

    /// <summary>The Gateways that it names and that are not there; one that the operator cannot see is not among them.</summary>
    public IReadOnlyList<GatewayParent> Missing { get; init; } = [];
}
