using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>How far the newest route has reached the namespace's routers, as the status tells it.</summary>
internal sealed record RouterAcknowledgement
{
    /// <summary>Routers that take requests.</summary>
    public required int Routers { get; init; }

    /// <summary>Those of them that follow the newest route.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Routers that follow any route of this Model.</summary>
    public required int Following { get; init; }

    /// <summary>The newest route is written, and every router follows it.</summary>
    public required bool Complete { get; init; }

    /// <summary>What is wrong with a router, for people.</summary>
    public string? Trouble { get; init; }

    /// <summary>
    /// Counts. A router that this process has not heard from yet (it has just started, or the router has) is taken to be where the status
    /// says that all were: conditions do not blink at a restart. Decisions that cannot be taken back do not rely on it (<see
    /// cref="RouteDecision.Free"/>).
    /// </summary>
    public static RouterAcknowledgement Of(ModelObserved observed, RouteDecision route)
    {
        var ready = observed.Routers.Where(router => router.Ready).ToList();
        var newest = route.Written?.Revision;
        var before = observed.Model.Status?.Route;
        var wasComplete = before is { Routers: > 0 } && before.Revision == newest && before.Acknowledged == before.Routers;
        var acknowledged = route.Changes || newest is null
            ? 0
            : ready.Count(router => router.Known ? router.Acknowledged == newest : wasComplete);
        return new()
        {
            Routers = ready.Count,
            Acknowledged = acknowledged,
            Following = ready.Count(router => router.Known ? router.InForce is not null : before is { Acknowledged: > 0 }),
            Complete = ready.Count > 0 && acknowledged == ready.Count,
            Trouble = Worst(ready),
        };
    }

    private static string? Worst(IEnumerable<RouterFact> routers) =>
        routers.FirstOrDefault(router => router.Failure is not null) is { } router ? $"router pod {router.Name}: {router.Failure}" : null;
}
