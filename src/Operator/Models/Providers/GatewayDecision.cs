using System.Text.Json.Nodes;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Planning;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Models.Providers;

/// <summary>What becomes of a Model's HTTPRoute, and what its Service is to remember of providers.</summary>
internal sealed record GatewayDecision
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(15);

    /// <summary>The HTTPRoute to write; null: none, and one that is there goes.</summary>
    public JsonObject? Route { get; init; }

    /// <summary>The cluster has HTTPRoutes and they were read, so that one which is not wanted can be found and taken away.</summary>
    public bool Known { get; init; }

    /// <summary>What the Service is to say.</summary>
    public required ProviderRecord Record { get; init; }

    /// <summary>How soon to look again whether the cluster has HTTPRoutes by now; null: events tell.</summary>
    public TimeSpan? Look { get; init; }

    /// <summary>
    /// The route is there as long as a Gateway divides the requests or is to; it goes after another provider has taken over, and is
    /// forgotten once it is seen to be gone.
    /// </summary>
    public static GatewayDecision Of(ModelObserved observed, RouteDecision route, string? stable)
    {
        var before = ProviderRecord.Of(Addresses.Stable(observed));
        var presence = observed.Gateway?.Presence;
        var used = route.Next == TrafficProvider.GatewayAPI || ProviderPolicy.Wanted(observed) == TrafficProvider.GatewayAPI;
        var gone = presence == KindPresence.Missing || (presence == KindPresence.Present && observed.Gateway!.Route is null);
        var mentioned = before.Mentions(TrafficProvider.GatewayAPI);
        var left = route.Next != TrafficProvider.GatewayAPI && (used || (mentioned && !gone));
        return new()
        {
            Route = used && presence == KindPresence.Present && route.Wanted is { } wanted
                ? GatewayRoute.Build(observed, wanted, stable)
                : null,
            Known = presence == KindPresence.Present,
            Record = new(route.Next, left ? TrafficProvider.GatewayAPI : null),
            Look = presence switch
            {
                KindPresence.Unknown => First,
                KindPresence.Missing or KindPresence.Forbidden when used => Later,
                _ => null,
            },
        };
    }
}
