using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Operator.Alerting;
using Modelwright.Operator.Gateways;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models;

/// <summary>Serves Models.</summary>
[EntityRbac(typeof(Model), typeof(ModelVersion), Verbs = RbacVerb.Read)]
[EntityRbac(ApiGroup.Name, "models/status", Verbs = RbacVerb.Patch)]
[EntityRbac(ApiGroup.Name, "models/finalizers", Verbs = RbacVerb.Update)]
[EntityRbac(typeof(V1ConfigMap), typeof(V1Service), typeof(V1Deployment), typeof(V1ControllerRevision),
    typeof(V2HorizontalPodAutoscaler), typeof(V1PodDisruptionBudget),
    Verbs = RbacVerb.Own)]
[EntityRbac(typeof(V1Pod), Verbs = RbacVerb.Read | RbacVerb.Delete)]
[EntityRbac(typeof(HttpRoute), Verbs = RbacVerb.Own)]
[EntityRbac(typeof(Gateway), Verbs = RbacVerb.Read)]
public sealed class ModelController(ModelObservation observation, ModelMetrics metrics) : IEntityController<Model>
{
    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(Model entity, CancellationToken cancellationToken)
    {
        var plan = ModelPlanner.Plan(observation.Observe(entity));
        if (plan.Effects.OfType<PatchStatus>().FirstOrDefault()?.Status.Deserialize<ModelStatus>(CrdJson.Options) is { } status)
            metrics.Set(new(entity.Metadata.NamespaceProperty, entity.Metadata.Name), status);
        return Task.FromResult(ReconciliationResult.Execute(plan));
    }

    /// <inheritdoc />
    public Plan? Refused(Model entity, string message) => ModelPlanner.Refused(observation.Observe(entity) with { Refusal = message });

    /// <inheritdoc />
    public Task DeletedAsync(Model entity, CancellationToken cancellationToken)
    {
        observation.Forget(entity);
        metrics.Remove(new(entity.Metadata.NamespaceProperty, entity.Metadata.Name));
        return Task.CompletedTask;
    }
}
