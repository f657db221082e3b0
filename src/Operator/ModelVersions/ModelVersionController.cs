using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.ModelVersions;

/// <summary>Verifies ModelVersions.</summary>
[EntityRbac(typeof(ModelVersion), Verbs = RbacVerb.Read)]
[EntityRbac(ApiGroup.Name, "modelversions/status", Verbs = RbacVerb.Patch)]
[EntityRbac(ApiGroup.Name, "modelversions/finalizers", Verbs = RbacVerb.Update)]
[EntityRbac(typeof(V1Pod), Verbs = RbacVerb.Own)]
public sealed class ModelVersionController(CacheSet caches, ServingSettings settings, TimeProvider time) : IEntityController<ModelVersion>
{
    private readonly IStore<V1Pod> pods = caches.Store<V1Pod>();

    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(ModelVersion entity, CancellationToken cancellationToken)
    {
        var pod = Pod(entity);

        // A pod on its way out is waited for: its name is still taken. Its end wakes this key.
        return Task.FromResult(pod?.Metadata.DeletionTimestamp is not null
            ? ReconciliationResult.Done
            : ReconciliationResult.Execute(ModelVersionPlanner.Plan(Observe(entity, pod))));
    }

    /// <inheritdoc />
    public Plan? Refused(ModelVersion entity, string message) => ModelVersionPlanner.Refused(Observe(entity, Pod(entity)), message);

    private V1Pod? Pod(ModelVersion entity) =>
        pods.OwnedBy(entity.Metadata.Uid).FirstOrDefault(candidate => candidate.Metadata.Name == VerificationPod.Name(entity));

    private ModelVersionObserved Observe(ModelVersion entity, V1Pod? pod) => new()
    {
        Now = time.GetUtcNow(),
        Version = entity,
        Verification = pod is null ? null : VerificationFact.Of(pod),
        Settings = settings,
    };
}
