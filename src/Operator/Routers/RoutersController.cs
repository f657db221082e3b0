using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Operator.Routers;

/// <summary>Keeps the routers of a namespace; its key is the namespace.</summary>
[EntityRbac(typeof(Model), typeof(V1Pod), Verbs = RbacVerb.Read)]
[EntityRbac(typeof(V1ServiceAccount), typeof(V1ConfigMap), typeof(V1Deployment), Verbs = RbacVerb.Read | RbacVerb.Create | RbacVerb.Patch)]
[EntityRbac(typeof(V1PodDisruptionBudget), Verbs = RbacVerb.Own)]
[EntityRbac(typeof(V1Service), Verbs = RbacVerb.Read)]
public sealed class RoutersController(RoutersObservation observation) : IReconciler<string>
{
    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult.Execute(RoutersPlanner.Plan(observation.Observe(key))));
}
