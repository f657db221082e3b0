using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models;
using Modelwright.Operator.Models.Providers;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Routers;

/// <summary>Reads the caches and the ledger into one <see cref="RoutersObserved"/>.</summary>
public sealed class RoutersObservation(CacheSet caches, RouterLedger ledger, RouterRefusals refusals, RouterKeyring keys,
    ServingSettings settings, TimeProvider time)
{
    private readonly IStore<Model> models = caches.Store<Model>();
    private readonly IStore<V1Service> services = caches.Store<V1Service>();

    private readonly IStore<V1PodDisruptionBudget> budgets = caches.Store<V1PodDisruptionBudget>();
    private readonly IStore<V1Deployment> deployments = caches.Store<V1Deployment>();

    /// <summary>Everything that is known of the namespace's routers now.</summary>
    public RoutersObserved Observe(string @namespace)
    {
        var now = time.GetUtcNow();
        List<Model> living = [.. models.List(@namespace).Where(model => model.Metadata.DeletionTimestamp is null)];
        List<RouteTable> routes = [.. living.Select(Route).OfType<RouteTable>()];
        return new()
        {
            Now = now,
            Namespace = @namespace,
            Models = living,
            Needed = living.Count == 0 || living.Any(NeedsRouters),
            Deployment = deployments.Get(new(@namespace, Names.Router))?.Metadata.Uid,
            Routes = routes,
            Routers = [.. ledger.Pods(@namespace).Select(pod => State(pod, ledger.Find(@namespace, pod.Incarnation), living, routes, now))],
            Refusal = refusals.Of(@namespace),
            DisruptionBudget = budgets.Get(new(@namespace, Names.Router))?.Metadata.Uid,
            KeyCheck = keys.CheckAfter,
            Settings = settings with { RouterPublicKey = keys.Current.PublicPem },
        };
    }

    /// <summary>The Model wants routers, or its Service leads to them.</summary>
    private bool NeedsRouters(Model model) =>
        (model.Spec.Traffic?.Provider ?? TrafficProvider.Router) == TrafficProvider.Router
        || (Own(model) is { } service && ProviderRecord.Of(ServiceFact.Of(service)).InForce == TrafficProvider.Router);

    private V1Service? Own(Model model) =>
        services.Get(new(model.Metadata.NamespaceProperty, model.Metadata.Name)) is { } service
        && service.Metadata.OwnerReferences?.Any(owner => owner.Uid == model.Metadata.Uid) == true ? service : null;

    /// <summary>The route in the annotation of the Model's own Service.</summary>
    private RouteTable? Route(Model model)
    {
        if (Own(model) is not { } service) return null;
        var json = service.Metadata.Annotations?.TryGetValue(Labels.Route, out var text) == true ? text : null;
        return RouteRecord.Read(json, model.Metadata.Name, model.Metadata.NamespaceProperty, settings);
    }

    private static RouterState State(RouterPod pod, RouterMemory? memory, List<Model> models, List<RouteTable> routes,
        DateTimeOffset now) => new()
        {
            Pod = pod,
            Contacted = memory?.Contacted == true,
            RetryTime = memory?.RetryTime,
            Failures = memory?.Failures ?? 0,
            Lacks = [.. routes.Where(route => memory?.Routes.GetValueOrDefault(route.Model)?.Needs(route.Revision, now) != false)
            .Select(route => route.Model)],
            Leftovers = memory?.Leftovers(models.Select(model => model.Metadata.Name), routes, now) ?? new Dictionary<string, long>(),
            RefusedRetryTime = memory?.Routes.Values.Where(route => !route.Pushed && route.RetryTime > now).Min(route => route.RetryTime),
        };
}
