using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Gateways;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Models.Providers;

/// <summary>
/// Reads HTTPRoutes and Gateways, which a cluster may not have: they are asked for only once a Model has to do with them.
/// </summary>
public sealed class GatewayReader(CacheSet caches)
{
    private readonly IStore<HttpRoute> routes = caches.Store<HttpRoute>();
    private readonly IStore<Gateway> gateways = caches.Store<Gateway>();

    /// <summary>What is known for the Model; null where it has nothing to do with Gateways.</summary>
    public GatewayView? Read(Model model, ServiceFact? service)
    {
        if (model.Spec.Traffic?.Provider != TrafficProvider.GatewayAPI && !ProviderRecord.Of(service).Mentions(TrafficProvider.GatewayAPI))
            return null;
        var presence = caches.Ask<HttpRoute>();
        var readable = caches.Ask<Gateway>() == KindPresence.Present;
        var space = model.Metadata.NamespaceProperty;
        var route = routes.OwnedBy(model.Metadata.Uid).Where(route => route.Metadata.DeletionTimestamp is null)
            .Select(HttpRouteFact.Of).FirstOrDefault(route => route.Name == model.Metadata.Name);
        List<GatewayParent> parents =
        [
            .. (model.Spec.Traffic?.GatewayRefs ?? []).Select(reference => GatewayParent.Of(reference, space))
                .Concat(route?.Parents ?? []).Distinct(),
        ];
        var found = parents.DistinctBy(parent => (parent.Namespace, parent.Name))
            .Select(parent => gateways.Get(new(parent.Namespace, parent.Name))).OfType<Gateway>().Select(GatewayFact.Of).ToList();
        return new()
        {
            Presence = presence,
            Route = route,
            Gateways = found,
            Missing = !readable ? [] : [.. parents.Where(parent => (caches.Namespace ?? parent.Namespace) == parent.Namespace
                && !found.Any(gateway => gateway.Namespace == parent.Namespace && gateway.Name == parent.Name))],
        };
    }
}
