using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Experiments;

/// <summary>Carries out Experiments.</summary>
[EntityRbac(typeof(Experiment), Verbs = RbacVerb.Read | RbacVerb.Delete)]
[EntityRbac(ApiGroup.Name, "experiments/status", Verbs = RbacVerb.Patch)]
[EntityRbac(ApiGroup.Name, "experiments/finalizers", Verbs = RbacVerb.Update)]
[EntityRbac(typeof(TrainingRun), Verbs = RbacVerb.Own)]
[EntityRbac(typeof(ModelVersion), Verbs = RbacVerb.Read | RbacVerb.Create)]
[EntityRbac(typeof(V1ConfigMap), Verbs = RbacVerb.Read | RbacVerb.Create | RbacVerb.Patch)]
public sealed class ExperimentController(ExperimentObservation observation) : IEntityController<Experiment>
{
    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(Experiment entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult.Execute(ExperimentPlanner.Plan(observation.Observe(entity))));

    /// <inheritdoc />
    public Plan? Refused(Experiment entity, string message) => ExperimentPlanner.Refused(observation.Observe(entity), message);

    /// <inheritdoc />
    public Task DeletedAsync(Experiment entity, CancellationToken cancellationToken)
    {
        observation.Forget(entity);
        return Task.CompletedTask;
    }
}
