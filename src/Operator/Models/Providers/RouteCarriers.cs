using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Providers;

/// <summary>
/// Whoever carries out a route, in one form: routers as they are, each Gateway as a router that acknowledges what it accepted, and the
/// Service, which has the route and its own selector in one object and so always follows it.
/// </summary>
internal static class RouteCarriers
{
    /// <summary>The carriers of a provider.</summary>
    public static IReadOnlyList<RouterFact> Of(ModelObserved observed, TrafficProvider provider, RouteTable? written) => provider switch
    {
        TrafficProvider.GatewayAPI => GatewayCarriers.Of(observed),
        TrafficProvider.None =>
        [
            new()
            {
                Name = observed.Model.Metadata.Name,
                Standing = RouterStanding.Follows,
                Ready = true,
                Follows = written?.Revision,
                Pushed = true,
            },
        ],
        _ => observed.Routers,
    };

    /// <summary>
    /// Others that may still bring requests: routers that clients are connected to from before, or a Gateway that was, or is to be, the
    /// way.
    /// </summary>
    public static IEnumerable<RouterFact> Besides(ModelObserved observed, TrafficProvider provider)
    {
        if (provider != TrafficProvider.Router)
            foreach (var router in observed.Routers)
                yield return router;
        if (provider == TrafficProvider.GatewayAPI || observed.Gateway?.Route is null) yield break;
        foreach (var gateway in GatewayCarriers.Of(observed).Where(gateway => gateway.Follows is not null)) yield return gateway;
    }
}
