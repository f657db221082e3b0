using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>Carries out TrainingRuns.</summary>
[EntityRbac(typeof(TrainingRun), Verbs = RbacVerb.Read | RbacVerb.Delete)]
[EntityRbac(ApiGroup.Name, "trainingruns/status", Verbs = RbacVerb.Patch)]
[EntityRbac(ApiGroup.Name, "trainingruns/finalizers", Verbs = RbacVerb.Update)]
[EntityRbac(typeof(ModelVersion), Verbs = RbacVerb.Read | RbacVerb.Create)]
[EntityRbac(typeof(Dataset), Verbs = RbacVerb.Read)]
[EntityRbac(typeof(V1Job), Verbs = RbacVerb.Own)]
[EntityRbac(typeof(V1Pod), Verbs = RbacVerb.Read)]
[EntityRbac(typeof(V1PersistentVolumeClaim), typeof(V1ServiceAccount), typeof(V1ConfigMap),
    Verbs = RbacVerb.Read | RbacVerb.Create | RbacVerb.Patch)]
public sealed class TrainingRunController(TrainingRunObservation observation) : IEntityController<TrainingRun>
{
    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(TrainingRun entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult.Execute(TrainingRunPlanner.Plan(observation.Observe(entity))));

    /// <inheritdoc />
    public Plan? Refused(TrainingRun entity, string message) => TrainingRunPlanner.Refused(observation.Observe(entity), message);

    /// <inheritdoc />
    public Task DeletedAsync(TrainingRun entity, CancellationToken cancellationToken)
    {
        observation.Forget(entity);
        return Task.CompletedTask;
    }
}
