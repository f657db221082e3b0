using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Resources;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Datasets;

/// <summary>Looks after Datasets.</summary>
[EntityRbac(typeof(Dataset), Verbs = RbacVerb.Read)]
[EntityRbac(ApiGroup.Name, "datasets/status", Verbs = RbacVerb.Patch)]
[EntityRbac(ApiGroup.Name, "datasets/finalizers", Verbs = RbacVerb.Update)]
[EntityRbac(typeof(V1Pod), typeof(TrainingRun), Verbs = RbacVerb.Own)]
[EntityRbac(typeof(V1PersistentVolumeClaim), typeof(V1ServiceAccount), Verbs = RbacVerb.Read | RbacVerb.Create | RbacVerb.Patch)]
public sealed class DatasetController(
    CacheSet caches, IDatasetVersions versions, ServingSettings settings, TrainingSettings training, TimeProvider time)
    : IEntityController<Dataset>
{
    private readonly IStore<V1Pod> pods = caches.Store<V1Pod>();
    private readonly IStore<TrainingRun> runs = caches.Store<TrainingRun>();

    /// <summary>The Datasets that a Dataset is made from or compared with.</summary>
    public static IEnumerable<string> References(Dataset dataset) =>
        Compared(dataset).Concat(Inputs(dataset).Select(input => input.Dataset!.Name)).Distinct();

    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(Dataset entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult.Execute(DatasetPlanner.Plan(Observe(entity))));

    /// <inheritdoc />
    public Plan? Refused(Dataset entity, string message) => DatasetPlanner.Refused(Observe(entity), message);

    private DatasetObserved Observe(Dataset dataset)
    {
        var space = dataset.Metadata.NamespaceProperty;
        var own = pods.OwnedBy(dataset.Metadata.Uid).ToList();
        var pod = own.FirstOrDefault(pod => pod.Metadata.Name == LookPod.Name(dataset));
        var check = own.FirstOrDefault(pod => pod.Metadata.Name == CheckPod.Name(dataset));
        return new()
        {
            Now = time.GetUtcNow(),
            Dataset = dataset,
            Look = pod is null ? null : LookFact.Of(pod),
            Checks = check is null ? null : CheckFact.Of(check),
            Circle = WaitingCircle.Of(dataset.Metadata.Name, name => caches.Store<Dataset>().Get(new ObjectKey(space, name))),
            References = Found(dataset),
            Inputs = Read(dataset),
            AbsentDatasets = References(dataset).Where(name => !versions.Exists(space, name)).ToHashSet(StringComparer.Ordinal),
            Runs = [.. runs.OwnedBy(dataset.Metadata.Uid)],
            Used = new(() => UsedVersions.Of(caches, dataset)),
            AccountExists = caches.Store<V1ServiceAccount>().Get(new ObjectKey(space, Names.TrainingAccount)) is not null,
            StoreClaimExists = TrainingOutput.StoreClaim(training) is { } claim
                && caches.Store<V1PersistentVolumeClaim>().Get(new ObjectKey(space, claim)) is not null,
            Settings = settings,
            Training = training,
        };
    }

    private static IEnumerable<string> Compared(Dataset dataset) =>
        (dataset.Spec.Checks ?? []).Select(check => check.DisjointFrom?.Dataset).OfType<string>().Distinct();

    private static IEnumerable<TrainingInput> Inputs(Dataset dataset) =>
        (dataset.Spec.Source.Preparation?.Run.Inputs ?? []).Where(input => input.Dataset is not null);

    private Dictionary<string, DatasetVersionFact> Read(Dataset dataset)
    {
        var found = new Dictionary<string, DatasetVersionFact>(StringComparer.Ordinal);
        foreach (var input in Inputs(dataset))
            if (versions.Find(dataset.Metadata.NamespaceProperty, input.Dataset!.Name, input.Dataset.Version) is { } version)
                found[input.Name] = version;
        return found;
    }

    private Dictionary<string, ReferenceFact> Found(Dataset dataset)
    {
        var (space, found) = (dataset.Metadata.NamespaceProperty, new Dictionary<string, ReferenceFact>(StringComparer.Ordinal));
        foreach (var name in Compared(dataset))
            if (versions.Find(space, name, null) is { } version)
                found[name] = new(version, caches.Store<Dataset>().Get(new ObjectKey(space, name))?.Spec.Format);
        return found;
    }
}
