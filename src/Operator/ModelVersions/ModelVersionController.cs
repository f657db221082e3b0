using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;

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
        var pod = pods.OwnedBy(entity.Metadata.Uid).FirstOrDefault(candidate => candidate.Metadata.Name == VerificationPod.Name(entity));

        // A pod on its way out is waited for: its name is still taken. Its end wakes this key.
        if (pod?.Metadata.DeletionTimestamp is not null) return Task.FromResult(ReconciliationResult.Done);
        var observed = new ModelVersionObserved
        {
            Now = time.GetUtcNow(),
            Version = entity,
            Verification = pod is null ? null : VerificationFact.Of(pod),
            Settings = settings,
        };
        return Task.FromResult(ReconciliationResult.Execute(ModelVersionPlanner.Plan(observed)));
    }
}
