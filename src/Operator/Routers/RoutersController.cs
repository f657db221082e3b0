using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Pods;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Routers;

/// <summary>Keeps the routers of a namespace; its key is the namespace.</summary>
[EntityRbac(typeof(Model), typeof(V1Pod), Verbs = RbacVerb.Read)]
[EntityRbac(typeof(V1ServiceAccount), typeof(V1ConfigMap), typeof(V1Deployment), Verbs = RbacVerb.Read | RbacVerb.Create | RbacVerb.Patch)]
[EntityRbac(typeof(V1Deployment), Verbs = RbacVerb.Delete)]
[EntityRbac(typeof(V1PodDisruptionBudget), Verbs = RbacVerb.Own)]
[EntityRbac(typeof(V1Service), Verbs = RbacVerb.Read)]
public sealed class RoutersController(RoutersObservation observation, RouterRefusals refusals) : IReconciler<string>
{
    /// <inheritdoc />
    public Task<ReconciliationResult> ReconcileAsync(string key, CancellationToken cancellationToken)
    {
        var observed = observation.Observe(key);
        if (observed.Models.Count == 0) refusals.Forget(key);
        return Task.FromResult(ReconciliationResult.Execute(RoutersPlanner.Plan(observed)));
    }

    /// <inheritdoc />
    public Plan? Refused(string key, string message)
    {
        var observed = observation.Observe(key);
        var plan = RoutersPlanner.Refused(observed, TerminationMessage.Tidy(message));
        return refusals.Note(observed, message) ? plan : plan with { Effects = [] };
    }
}
