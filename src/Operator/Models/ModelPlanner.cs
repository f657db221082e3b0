using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Gateways;
using Modelwright.Operator.Models.Planning;
using Modelwright.Operator.Models.Resources;
using Modelwright.Operator.Models.Sleeping;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models;

/// <summary>
/// From what was seen of a Model to everything that is to be done: all its children, its status, its events, and when to look again. The
/// order is such that stopping after any effect is safe: pins before the pods that obey them, pods before the route that leads to them,
/// the route before pods that it led to are taken away.
/// </summary>
public static class ModelPlanner
{
    // In the order in which they are pruned: a revision exists as long as its Deployment, so that goes first. Otherwise whoever takes over
    // in between would first make the rest again.
    private static readonly ResourceType[] Children =
    [
        ResourceType.Of<V1Deployment>(), ResourceType.Of<V2HorizontalPodAutoscaler>(), ResourceType.Of<V1PodDisruptionBudget>(),
        ResourceType.Of<V1Service>(), ResourceType.Of<V1ConfigMap>(),
    ];

    /// <summary>Makes the plan.</summary>
    public static Plan Plan(ModelObserved observed)
    {
        var decision = new ModelDecision(observed);
        var report = Report(decision);

        // While a name belongs to somebody else, or cannot be one, nothing is touched, and nothing is pruned.
        if (decision.Conflict is not null || !ModelRules.IsName(observed.Model.Metadata.Name))
            return new() { Effects = report, WakeAfter = WakePolicy.ConflictRetry };
        return new()
        {
            Effects =
            [
                .. ChildrenOf(decision), .. Strays(decision), .. report, .. decision.Facts.Analysis?.Effects ?? [],
                .. decision.Monitoring.Effects, .. Watch(observed),
                .. Beside(decision),
            ],
            Prune = new(observed.Model.Metadata.Uid, [.. Pruned(decision)]),
            WakeAfter = WakePolicy.Of(decision),
        };
    }

    /// <summary>The plan that only tells that the API server refused something (<see cref="ModelObserved.Refusal"/>).</summary>
    public static Plan Refused(ModelObserved observed) => new() { Effects = Report(new(observed)), WakeAfter = WakePolicy.RefusalRetry };

    private static Effect[] Report(ModelDecision decision)
    {
        var (model, status) = (decision.Observed.Model, StatusPolicy.Of(decision));
        var json = JsonSerializer.SerializeToNode(status, CrdJson.Options)!.AsObject();
        return [.. ModelEvents.Of(decision, status), new PatchStatus(ResourceType.Of<Model>(), ObjectReference.To(model).Key, json)];
    }

    /// <summary>A revision's snapshot goes last: nothing is left that it could be needed for.</summary>
    private static IEnumerable<ResourceType> Pruned(ModelDecision decision)
    {
        foreach (var type in Children) yield return type;
        if (decision.Gateway.Known) yield return ResourceType.Of<HttpRoute>();
        if (decision.Observed.Settings.Snapshots) yield return ResourceType.Of<V1ControllerRevision>();
    }

    private static IEnumerable<Effect> ChildrenOf(ModelDecision decision)
    {
        var model = decision.Observed.Model;
        var (retained, children) = (decision.Retained, decision.Retained.Select(view => new RevisionChildren(decision, view)).ToList());
        if (decision.Observed.Settings.Snapshots)
            foreach (var child in children.Where(child => child.Snapshot is not null)) yield return child.Snapshot!;
        foreach (var view in retained.Where(view => view.Pinned))
            yield return Apply<V1ConfigMap>(RevisionPin.Build(model, view.Name, view.Digest));
        if (decision.Monitoring.Checkpoint is { } record) yield return Apply<V1ConfigMap>(record);
        foreach (var view in retained)
            yield return Apply<V1Service>(ModelServices.Revision(model, view.Name));
        foreach (var child in children.Where(child => child is { Due: true, Last: false })) yield return child.Deployment;
        if (!NeverCame(decision)) yield return Apply<V1Service>(ModelServices.Stable(model, decision.Route, decision.Gateway.Record));
        if (IsGateway(decision) && decision.Gateway.Route is { } route) yield return Apply<HttpRoute>(route);
        foreach (var child in children.Where(child => child is { Due: true, Last: true })) yield return child.Deployment;
        if (model.Spec.Serving?.Autoscaling is { } autoscaling)
            yield return Apply<V2HorizontalPodAutoscaler>(ModelScaling.Autoscaler(model, autoscaling));
        if (decision.Replicas > 1 && (decision.Route.Chosen ?? decision.Target?.Name) is { } revision)
            yield return Apply<V1PodDisruptionBudget>(ModelScaling.DisruptionBudget(model, revision));
    }

    /// <summary>
    /// A Gateway's route that is not in force yet comes last: one that the server refuses stops nothing of what serves.
    /// </summary>
    private static IEnumerable<Effect> Beside(ModelDecision decision)
    {
        if (!IsGateway(decision) && decision.Gateway.Route is { } route) yield return Apply<HttpRoute>(route);
    }

    private static bool IsGateway(ModelDecision decision) => decision.Route.Provider == TrafficProvider.GatewayAPI;

    /// <summary>Once in the life of a process, and when the spec asks for another pace: its requests are to be watched.</summary>
    private static IEnumerable<External> Watch(ModelObserved observed)
    {
        var interval = SleepRules.Of(observed.Model.Spec)?.Interval
            ?? (RouteAccess.Of(observed.Model.Spec) is null ? null : SleepRules.LongestInterval);
        if (interval is { } asked && observed.Activity?.Interval != asked)
            yield return ActivityLedger.Watch(ObjectReference.To(observed.Model).Key, asked);
    }

    /// <summary>A spec that cannot be, and nothing before it: there is nothing to give an address to.</summary>
    private static bool NeverCame(ModelDecision decision) =>
        decision.Resolution.Problem is not null && decision.Revisions.Count == 0 && Addresses.Stable(decision.Observed) is null;

    /// <summary>Pods that fetched other bytes than the revision's digest says: two models must not answer under one name.</summary>
    private static IEnumerable<Effect> Strays(ModelDecision decision) =>
        from pod in decision.Observed.Pods
        let view = decision.Revisions.FirstOrDefault(view => view.Name == pod.Revision)
        where !pod.Deleting && pod.Digest is not null && view?.Digest is not null && pod.Digest != view.Digest
        select new Delete(ResourceType.Of<V1Pod>(), new(decision.Observed.Model.Metadata.NamespaceProperty, pod.Name), pod.Uid);

    private static Apply Apply<T>(System.Text.Json.Nodes.JsonObject body) => new(ResourceType.Of<T>(), body);
}
