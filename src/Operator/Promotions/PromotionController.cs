using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Operator.Promotions;

/// <summary>Carries out Promotions.</summary>
[EntityRbac(typeof(Promotion), typeof(Model), typeof(ModelVersion), Verbs = RbacVerb.Read)]
[EntityRbac(ApiGroup.Name, "promotions/status", Verbs = RbacVerb.Patch)]
public sealed class PromotionController(PromotionObservation observation) : IEntityController<Promotion>
{
    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(Promotion entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult.Execute(PromotionPlanner.Plan(observation.Observe(entity))));
}
