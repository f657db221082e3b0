using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>
/// Which revision gets the requests. The wanted one once all its replicas are ready; until then whichever serves; and whichever can where
/// that one cannot. A route to nothing is left only to a Model that is meant to be at zero, or has nothing that could answer.
/// </summary>
internal static class RoutePolicy
{
    /// <summary>Decides the route.</summary>
    public static RouteDecision Decide(ModelObserved observed, IReadOnlyList<RevisionView> revisions, ReplicaTarget demand)
    {
        var stable = Addresses.Stable(observed);
        var (name, space) = (observed.Model.Metadata.Name, observed.Model.Metadata.NamespaceProperty);
        var written = RouteRecord.Read(stable?.Route, name, space, observed.Settings);
        if (stable is null) return new(null, null, observed.Routers);
        var backends = Backends(revisions, written, demand, observed.Model.Status?.StableRevision);
        var wanted = new RouteTable(name, 0, Addresses.Hosts(observed), backends, Reason(backends, demand));
        return new(written, Number(wanted, written, observed), observed.Routers);
    }

    /// <summary>A few fixed words: every other text is another route, which all routers are told.</summary>
    private static string? Reason(IReadOnlyList<RouteBackend> backends, ReplicaTarget demand) =>
        backends.Count > 0 ? null : demand.Idle ? "it is scaled to zero replicas" : "no replica of it is ready yet";

    private static IReadOnlyList<RouteBackend> Backends(
        IReadOnlyList<RevisionView> revisions, RouteTable? written, ReplicaTarget demand, string? stable)
    {
        if (demand.Idle) return [];
        if (Choose(revisions, written, demand.Count, stable) is not { } chosen) return [];
        if (chosen.Address is not null) return [chosen.Backend];

        // Its Service is gone and comes back in this plan; until the new address is known the old one stands.
        return [written!.Backends.First(backend => backend.Revision == chosen.Name) with { Weight = 100 }];
    }

    private static RevisionView? Choose(IReadOnlyList<RevisionView> revisions, RouteTable? written, int replicas, string? stable)
    {
        var target = revisions.FirstOrDefault(view => view.Target is not null);
        var current = revisions.FirstOrDefault(view => view.Deployment is not null && written?.Weight(view.Name) > 0)
            // The record is lost: it goes on from who served by the status.
            ?? revisions.FirstOrDefault(view => written is null && view.CanServe && view.Name == stable);
        if (target is { CanServe: true } && target.Settled >= replicas) return target;
        if (current?.Available > 0) return current;
        return revisions.Where(view => view.CanServe)
            .OrderByDescending(view => view.Target is not null)
            .ThenByDescending(view => view.Recorded?.PromotedTime)
            .FirstOrDefault() ?? current;
    }

    /// <summary>A number that nobody can have counted to is none; routers that hold one are told to drop that route.</summary>
    private static long? Counted(long? revision) => RouteTable.Counted(revision) ? revision : null;

    /// <summary>The number grows whenever the content changes, also past numbers that a router has seen but the record has lost.</summary>
    private static RouteTable Number(RouteTable wanted, RouteTable? written, ModelObserved observed)
    {
        var conflict = observed.Routers.Max(router => Counted(router.Conflict));
        if (written is not null && written.SameContent(wanted) && RouteTable.Counted(written.Revision) && !(conflict >= written.Revision))
            return written;
        var seen = observed.Routers.Max(router => Counted(router.Follows));
        long?[] used = [Counted(written?.Revision), Counted(observed.Model.Status?.Route?.Revision), conflict, seen];
        return wanted with { Revision = (used.Max() ?? 0) + 1 };
    }
}
