using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Models.Rollouts;
using Modelwright.Operator.Models.Sleeping;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>
/// From the split of the requests to a numbered route. A route to nothing is left only to a Model that is meant to be at zero, or has
/// nothing that could answer.
/// </summary>
internal static class RoutePolicy
{
    /// <summary>The route as it was decided before.</summary>
    public static RouteDecision Read(ModelObserved observed)
    {
        var (name, space) = (observed.Model.Metadata.Name, observed.Model.Metadata.NamespaceProperty);
        var written = RouteRecord.Read(Addresses.Stable(observed)?.Route, name, space, observed.Settings);
        return With(observed, new(written, written, []));
    }

    /// <summary>Decides the route.</summary>
    public static RouteDecision Decide(ModelObserved observed, RolloutFacts facts, RolloutState state)
    {
        var written = facts.Written;
        if (Addresses.Stable(observed) is null) return With(observed, new(null, null, []));
        var split = RouteSplit.Of(facts, state);
        List<RouteBackend> backends = [.. split.Shares.Select(share => Backend(share.View, share.Weight, written))];
        var wanted = new RouteTable(observed.Model.Metadata.Name, 0, Addresses.Hosts(observed), backends, Reason(backends, facts.Demand))
        {
            Mirror = split.Mirror,
            Sticky = split.Sticky,
            Access = Access(observed, written),
            Activation = SleepRules.Of(observed.Model.Spec)?.Activation,
        };
        wanted = Number(wanted, written, observed);
        var (next, waits) = ProviderPolicy.Decide(observed, written, wanted);
        return With(observed, new(written, wanted, [])) with { Next = next, Waits = waits };
    }

    /// <summary>With whoever carries out the written route.</summary>
    private static RouteDecision With(ModelObserved observed, RouteDecision decision)
    {
        var provider = ProviderPolicy.InForce(observed);
        return decision with
        {
            Provider = provider,
            Next = provider,
            Routers = RouteCarriers.Of(observed, provider, decision.Written),
            Besides = [.. RouteCarriers.Besides(observed, provider)],
        };
    }

    /// <summary>
    /// What the spec asks of clients, once every router that runs has the Secrets mounted: until then it could only refuse those of a Model
    /// that serves. A Model that has no route yet begins with it.
    /// </summary>
    private static RouteAccess? Access(ModelObserved observed, RouteTable? written)
    {
        var wanted = RouteAccess.Of(observed.Model.Spec);
        return wanted is null || written is null || written.Access == wanted
            || observed.Routers.All(router => router.Standing == RouterStanding.Down || wanted.Secrets().All(router.Secrets.Contains))
                ? wanted
                : written.Access;
    }

    /// <summary>A few fixed words: every other text is another route, which all routers are told.</summary>
    private static string? Reason(List<RouteBackend> backends, ReplicaTarget demand) =>
        backends.Count > 0 ? null : demand.Idle ? "it is scaled to zero replicas" : "no replica of it is ready yet";

    /// <summary>Where its Service is gone and comes back in this plan, the old address stands until the new one is known.</summary>
    private static RouteBackend Backend(RevisionView view, int weight, RouteTable? written) => view.Address is not null
        ? view.Backend(weight)
        : written!.Backends.First(backend => backend.Revision == view.Name) with { Weight = weight };

    /// <summary>A number that nobody can have counted to is none; routers that hold one are told to drop that route.</summary>
    private static long? Counted(long? revision) => RouteTable.Counted(revision) ? revision : null;

    /// <summary>The number grows whenever the content changes, also past numbers that a router has seen but the record has lost.</summary>
    private static RouteTable Number(RouteTable wanted, RouteTable? written, ModelObserved observed)
    {
        var conflict = observed.Routers.Max(router => Counted(router.Conflict));
        if (written is not null && written.SameContent(wanted) && RouteTable.Counted(written.Revision) && !(conflict >= written.Revision))
            return written;
        var seen = observed.Routers.Max(router => Counted(router.Follows));
        long?[] used =
        [
            Counted(written?.Revision), Counted(observed.Model.Status?.Route?.Revision), conflict, seen,
            Counted(observed.Gateway?.Route?.Revision),
        ];
        return wanted with { Revision = (used.Max() ?? 0) + 1 };
    }
}
