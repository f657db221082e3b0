using k8s;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Models.Monitoring;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Models;

/// <summary>Reads the caches and the routers' acknowledgements into one <see cref="ModelObserved"/>.</summary>
public sealed class ModelObservation(CacheSet caches, RouterLedger routers, RouterRefusals refusals,
    AnalysisLedger analyses, MonitoringLedger monitoring,
    ActivityLedger activity, GatewayReader gateways, ServingSettings settings, TimeProvider time)
{
    /// <summary>The index of pods by <c>namespace/model</c>.</summary>
    public const string PodsByModel = "model";

    private readonly IStore<ModelVersion> versions = caches.Store<ModelVersion>();
    private readonly IStore<V1Deployment> deployments = caches.Store<V1Deployment>();
    private readonly IStore<V1ControllerRevision>? snapshots = settings.Snapshots ? caches.Store<V1ControllerRevision>() : null;
    private readonly IStore<V1Service> services = caches.Store<V1Service>();
    private readonly IStore<V1ConfigMap> pins = caches.Store<V1ConfigMap>();
    private readonly IStore<V1Pod> pods = caches.Store<V1Pod>();
    private readonly IStore<V1ServiceAccount> accounts = caches.Store<V1ServiceAccount>();

    /// <summary>Everything that is known of the Model now.</summary>
    public ModelObserved Observe(Model model)
    {
        var (uid, space, name) = (model.Metadata.Uid, model.Metadata.NamespaceProperty, model.Metadata.Name);
        List<ServiceFact> own = [.. Living(services.OwnedBy(uid)).Select(ServiceFact.Of)];
        var observed = new ModelObserved
        {
            Now = time.GetUtcNow(),
            Model = model,
            Promotions = model.Spec.Source.Channel is null ? [] : [.. PromotionObservation.Of(caches, space, name)],
            Deployments = [.. Living(deployments.OwnedBy(uid)).Select(DeploymentFact.Of)],
            Snapshots = [.. Living(snapshots?.OwnedBy(uid) ?? []).Select(SnapshotFact.Of)],
            Services = own,
            Gateway = gateways.Read(model, own.FirstOrDefault(service => service.Name == name)),
            Pins = [.. Living(pins.OwnedBy(uid)).Where(map => map.Metadata.Name != CheckpointMap.Name(name)).Select(PinFact.Of)],
            Pods = [.. pods.InIndex(PodsByModel, $"{space}/{name}").Where(pod => !IsOlder(pod, model)).Select(PodFact.Of)],
            Routers = routers.Of(space, name),
            RouterRefusal = refusals.Of(space),
            Foreign = [.. Foreign(model)],
            Analysis = analyses.Find(uid),
            Monitoring = monitoring.Find(uid),
            Checkpoint = Living(pins.OwnedBy(uid)).FirstOrDefault(map => map.Metadata.Name == CheckpointMap.Name(name)) is { } record
                ? CheckpointMap.Read(record)
                : null,
            Activity = Activity(model),
            AccountExists = accounts.Get(new(space, Names.ServingAccount)) is not null,
            Settings = settings,
        };
        return (model.Spec.Source.Version ?? observed.Channel?.Version) is { } version
            ? observed with { Version = versions.Get(new(space, version)) }
            : observed;
    }

    /// <summary>The Model is gone.</summary>
    public void Forget(Model model)
    {
        analyses.Forget(model.Metadata.Uid);
        monitoring.Forget(model.Metadata.Uid);
        activity.Forget(new(model.Metadata.NamespaceProperty, model.Metadata.Name));
    }

    private ActivityFact? Activity(Model model)
    {
        var key = new ObjectKey(model.Metadata.NamespaceProperty, model.Metadata.Name);
        if (model.Spec.Serving?.ScaleToZero is null && RouteAccess.Of(model.Spec) is null) activity.Forget(key);
        return activity.Find(key);
    }

    /// <summary>A pod of an earlier Model of the same name, still on its way out: what it fetched says nothing about this one.</summary>
    private static bool IsOlder(V1Pod pod, Model model) => pod.Metadata.CreationTimestamp < model.Metadata.CreationTimestamp;

    /// <summary>What is being deleted is as good as gone; it cannot be kept, only made anew.</summary>
    private static IEnumerable<T> Living<T>(IEnumerable<T> objects) where T : IKubernetesObject<V1ObjectMeta> =>
        objects.Where(item => item.Metadata.DeletionTimestamp is null);

    private IEnumerable<string> Foreign(Model model)
    {
        var key = new ObjectKey(model.Metadata.NamespaceProperty, model.Metadata.Name);
        if (services.Get(key) is { } service && service.Metadata.OwnerReferences?.Any(owner => owner.Uid == model.Metadata.Uid) != true)
            yield return $"Service {key.Name}";
    }
}
