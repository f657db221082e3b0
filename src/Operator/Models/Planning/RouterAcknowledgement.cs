using Modelwright.Crds.Models;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>How far the newest route has reached whoever carries it out, as the status tells it.</summary>
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

    /// <summary>The same in one word; only of Gateways.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Counts. A router follows what it acknowledged to this process, or what the status vouches for: when this process has just started,
    /// a router that was ready before the status said that all follow this very route. So conditions do not blink at a restart, and a
    /// router that came later, and may have read an older cold-start copy, does not count before it was heard. Decisions that cannot be
    /// taken back do not rely on the status (<see cref="RouteDecision.Free"/>).
    /// </summary>
    public static RouterAcknowledgement Of(ModelObserved observed, RouteDecision route)
    {
        var ready = route.Routers.Where(router => router.TakesRequests).ToList();
        var newest = route.Written?.Revision;
        var vouched = ready.Where(Vouched(observed.Model.Status, newest)).ToList();
        var acknowledged = route.Changes || newest is null
            ? 0
            : ready.Count(router => router.Acknowledged(newest.Value) || vouched.Contains(router));
        return new()
        {
            Routers = ready.Count,
            Acknowledged = acknowledged,
            Following = ready.Count(
                router => router is { Standing: RouterStanding.Follows, Follows: not null } || vouched.Contains(router)),
            Complete = ready.Count > 0 && acknowledged == ready.Count,
            Trouble = Worst(ready),
            Reason = ready.FirstOrDefault(router => router.Reason is not null)?.Reason,
        };
    }

    private static Func<RouterFact, bool> Vouched(ModelStatus? status, long? newest)
    {
        var complete = status?.Route is { Routers: > 0 } route && route.Revision == newest && route.Acknowledged == route.Routers;
        var since = status?.Conditions?.FirstOrDefault(c => c is { Type: ModelConditions.RouteReady, Status: "True" })?.LastTransitionTime;
        return router => complete && router.Standing == RouterStanding.Unknown && router.ReadyTime < Times.Of(since);
    }

    private static string? Worst(IEnumerable<RouterFact> routers) =>
        routers.FirstOrDefault(router => router.Failure is not null) is not { } router ? null
            : router.Reason is null ? $"router pod {router.Name}: {router.Failure}" : router.Failure;
}
