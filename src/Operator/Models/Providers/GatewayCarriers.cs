using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Gateways;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Caching;

namespace Modelwright.Operator.Models.Providers;

/// <summary>
/// What each Gateway does with the Model's route. It follows the newest one when the route was written for it and the Gateway's controller
/// says of that very generation that it is accepted and that all its references are resolved.
/// </summary>
internal static class GatewayCarriers
{
    /// <summary>Where it is told that a Gateway follows some route before the newest one.</summary>
    private const long Earlier = 0;

    /// <summary>The Gateways that matter: those of the spec, or, where it names none any more, those of the route.</summary>
    public static IReadOnlyList<GatewayParent> Parents(ModelObserved observed)
    {
        var traffic = observed.Model.Spec.Traffic;
        return traffic?.Provider == TrafficProvider.GatewayAPI
            ? [.. (traffic.GatewayRefs ?? []).Take(ModelLimits.MaxGateways)
                .Select(reference => GatewayParent.Of(reference, observed.Model.Metadata.NamespaceProperty))]
            : observed.Gateway?.Route?.Parents ?? [];
    }

    /// <summary>One for each of them.</summary>
    public static IReadOnlyList<RouterFact> Of(ModelObserved observed) =>
        [.. Parents(observed).Select(parent => Fact(observed.Gateway ?? new(), parent))];

    /// <summary>The Gateway has accepted the route at some time, and does not say otherwise now.</summary>
    public static bool Serves(HttpRouteFact? route, GatewayParent parent) =>
        route is not null && Answers(route, parent) is { Count: > 0 } answers && answers.All(answer => answer.Holds)
        && answers.Any(answer => answer.Type == GatewayApi.Accepted);

    private static RouterFact Fact(GatewayView view, GatewayParent parent)
    {
        // What was not read yet may be as the status says; until then nothing is taken away because of it.
        if (view.Presence == KindPresence.Unknown)
            return Blank(parent) with
            {
                Standing = RouterStanding.Unknown,
                ReadyTime = DateTimeOffset.MinValue,
                Reason = ModelReasons.WaitingForGateway,
                Failure = "the cluster is being asked for HTTPRoutes",
            };
        var problem = Problem(view, parent);
        return Blank(parent) with
        {
            Standing = RouterStanding.Follows,
            Follows = problem is null ? view.Route!.Revision : Serves(view.Route, parent) ? Earlier : null,
            Pushed = problem is null,
            Reason = problem?.Reason,
            Failure = problem?.Message,
        };
    }

    private static RouterFact Blank(GatewayParent parent) =>
        new() { Name = parent.ToString(), Standing = RouterStanding.Unknown, Ready = true };

    /// <summary>Why the newest route is not in force at the Gateway.</summary>
    private static Problem? Problem(GatewayView view, GatewayParent parent)
    {
        if (view.Presence == KindPresence.Missing)
            return new(ModelReasons.GatewayApiMissing, "the cluster has no HTTPRoutes (gateway.networking.k8s.io/v1); install the Gateway "
                + "API's definitions, channel Standard 1.3 or later, and a controller for them, or use spec.traffic.provider Router", true);
        if (view.Presence == KindPresence.Forbidden)
            return new(ModelReasons.GatewayApiMissing,
                "the operator may not read HTTPRoutes; its role (config/rbac/operator.yaml) has to allow it", true);
        if (view.Missing.Contains(parent))
            return new(ModelReasons.GatewayNotFound, $"there is no {parent}; create it, or change spec.traffic.gatewayRefs", true);
        if (view.Route is not { } route) return new(ModelReasons.WaitingForGateway, $"{parent}: the HTTPRoute is being written", false);
        var answers = Answers(route, parent);
        if (answers.Count == 0)
            return new(ModelReasons.WaitingForGateway,
                $"no controller has said yet whether {parent} takes the route; is one installed for its GatewayClass?", false);
        if (answers.FirstOrDefault(answer => !answer.Holds && answer.Generation >= route.Generation) is { } refused)
            return new(ModelReasons.RouteNotAccepted, $"{parent} does not take the route ({refused.Type} is false): {refused.Text}", true);
        return Confirms(answers, GatewayApi.Accepted, route.Generation) && Confirms(answers, GatewayApi.ResolvedRefs, route.Generation)
            ? null
            : new(ModelReasons.WaitingForGateway, $"{parent} has not answered about the newest route yet", false);
    }

    private static bool Confirms(List<ParentAnswer> answers, string type, long generation) =>
        answers.Any(answer => answer.Type == type)
        && answers.Where(answer => answer.Type == type).All(answer => answer.Holds && answer.Generation >= generation);

    private static List<ParentAnswer> Answers(HttpRouteFact route, GatewayParent parent) =>
        [.. route.Answers.Where(answer => answer.Parent == parent)];
}
