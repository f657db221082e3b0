using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Routers;

/// <summary>
/// The routers of a namespace: there are some as long as there is a Model, their cold-start copy has the decided routes, and every router
/// process is told what it does not follow yet. What the routes say is decided with each Model.
/// </summary>
public static class RoutersPlanner
{
    // With the ledger's pauses, about 16 seconds.
    private const int FailuresOfAStart = 6;

    private static readonly TimeSpan RefusalRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterPush = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes the plan.</summary>
    public static Plan Plan(RoutersObserved observed)
    {
        // The last Model takes everything here with it, through garbage collection.
        if (observed.Models.Count == 0) return Runtime.Planning.Plan.Empty;
        var (space, models) = (observed.Namespace, observed.Models);
        return new()
        {
            Effects =
            [
                new Apply(ResourceType.Of<V1ServiceAccount>(), RouterObjects.Account(space, Names.ServingAccount, models)),
                .. observed.Needed ? Routers(observed) : Unneeded(observed),
                .. observed.Refusal is null ? (Effect[])[] : [RouterRefusals.Made(observed)],
                .. observed.Routers.Where(router => Due(router, observed.Now)).Select(router => Push(router, observed)),
            ],
            WakeAfter = Wake(observed),
        };
    }

    /// <summary>Tells every Model of the namespace that the API server refused something that their routers need.</summary>
    public static Plan Refused(RoutersObserved observed, string message) => new()
    {
        Effects = [.. observed.Models.Select(model => new Emit(ObjectReference.To(model), EventSeverity.Warning,
            ModelReasons.RouterUnavailable, "MakeRouters", Refusal(message)))],
        WakeAfter = RefusalRetry,
    };

    /// <summary>What is refused, and what to do.</summary>
    public static string Refusal(string message) =>
        $"the API server refuses an object that the namespace's routers need ({message}); where that belongs to somebody else, delete or "
        + "rename it; otherwise allow it; it is tried again every minute";

    private static IEnumerable<Effect> Routers(RoutersObserved observed)
    {
        var (space, models) = (observed.Namespace, observed.Models);
        yield return new Apply(ResourceType.Of<V1ServiceAccount>(), RouterObjects.Account(space, Names.Router, models));
        yield return new Apply(ResourceType.Of<V1ConfigMap>(), RouterObjects.Routes(space, models, observed.Routes));
        yield return new Apply(ResourceType.Of<V1Deployment>(), RouterObjects.Deployment(space, models, observed.Settings));
        foreach (var budget in DisruptionBudget(observed)) yield return budget;
    }

    /// <summary>No Service leads to them any more; they answer whoever is connected until they have drained.</summary>
    private static IEnumerable<Effect> Unneeded(RoutersObserved observed)
    {
        var key = new ObjectKey(observed.Namespace, Names.Router);
        if (observed.Deployment is { } deployment) yield return new Delete(ResourceType.Of<V1Deployment>(), key, deployment);
        if (observed.DisruptionBudget is { } budget) yield return new Delete(ResourceType.Of<V1PodDisruptionBudget>(), key, budget);
    }

    private static IEnumerable<Effect> DisruptionBudget(RoutersObserved observed)
    {
        var type = ResourceType.Of<V1PodDisruptionBudget>();
        if (observed.Settings.RouterReplicas > 1)
            yield return new Apply(type, RouterObjects.DisruptionBudget(observed.Namespace, observed.Models));
        else if (observed.DisruptionBudget is { } uid)
            yield return new Delete(type, new(observed.Namespace, Names.Router), uid);
    }

    private static bool Due(RouterState router, DateTimeOffset now) =>
        router.Pod.Address is not null
        && (router.RetryTime is null || router.RetryTime <= now)
        && (!router.Contacted || router.Lacks.Count > 0 || router.Leftovers.Count > 0);

    // Its process runs before it listens; that nobody answers then is no news.
    private static bool MayBeStarting(RouterState router) =>
        !router.Pod.Ready && !router.Contacted && router.Failures < FailuresOfAStart;

    private static External Push(RouterState router, RoutersObserved observed)
    {
        var tables = observed.Routes.Where(table => !router.Contacted || router.Lacks.Contains(table.Model)).ToList();
        var numbers = string.Join(',', tables.Select(table => $"{table.Model}:{table.Revision}"));
        return new(RoutePusher.EffectName, $"{router.Pod.Incarnation}/{numbers}", new JsonObject
        {
            ["namespace"] = observed.Namespace,
            ["incarnation"] = router.Pod.Incarnation,
            ["address"] = router.Pod.Address,
            ["contact"] = !router.Contacted,
            ["starting"] = MayBeStarting(router),
            ["put"] = new JsonArray([.. tables.Select(table => (JsonNode)table.ToJson())]),
            ["delete"] = new JsonObject(router.Leftovers.Select(route => KeyValuePair.Create(route.Key, (JsonNode?)route.Value))),
        });
    }

    /// <summary>After a push comes a look at what it brought: routes of Models that are gone, or a failure to try again.</summary>
    private static TimeSpan? Wake(RoutersObserved observed)
    {
        if (observed.Routers.Any(router => Due(router, observed.Now))) return AfterPush;
        var times = observed.Routers.SelectMany(router => new[] { router.RetryTime, router.RefusedRetryTime })
            .Append(observed.Now + observed.KeyCheck).Where(time => time > observed.Now).ToList();
        return times.Count == 0 ? null : times.Min()!.Value - observed.Now;
    }
}
