using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.RetrainPolicies;

/// <summary>Carries out RetrainPolicies.</summary>
[EntityRbac(typeof(RetrainPolicy), typeof(Model), typeof(ModelVersion), typeof(Dataset), Verbs = RbacVerb.Read)]
[EntityRbac(ApiGroup.Name, "retrainpolicies/status", Verbs = RbacVerb.Patch)]
[EntityRbac(typeof(TrainingRun), Verbs = RbacVerb.Own)]
[EntityRbac(typeof(Promotion), Verbs = RbacVerb.Read | RbacVerb.Create | RbacVerb.Patch)]
public sealed class RetrainController(RetrainObservation observation) : IEntityController<RetrainPolicy>
{
    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(RetrainPolicy entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult.Execute(RetrainPlanner.Plan(observation.Observe(entity))));

    /// <inheritdoc />
    public Plan? Refused(RetrainPolicy entity, string message) => RetrainPlanner.Refused(observation.Observe(entity), message);
}
