using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Planning;

/// <summary>Who serves by the routers' word, and what changed in that since the status was written.</summary>
/// <param name="Shares">The acknowledged shares; while a route is on its way, those of the one before.</param>
/// <param name="Stable">The revision that serves (at zero: that would).</param>
/// <param name="Began">Revisions that got traffic since.</param>
/// <param name="Ended">Revisions that lost it since.</param>
internal sealed record TrafficHistory(
    IReadOnlyList<TrafficShare> Shares, string? Stable, IReadOnlyList<string> Began, IReadOnlyList<string> Ended)
{
    public static TrafficHistory Of(
        ModelObserved observed, RouteDecision route, RouterAcknowledgement acknowledgement, int replicas,
            IReadOnlyList<RevisionView> retained)
    {
        var status = observed.Model.Status;
        var before = status?.Traffic ?? [];
        if (!acknowledgement.Complete || route.Written is not { } written) return new(before, status?.StableRevision, [], []);
        List<TrafficShare> now =
            [.. written.Backends.Select(backend => new TrafficShare { Revision = backend.Revision, Weight = backend.Weight })];
        var (had, has) = (before.Select(share => share.Revision).ToList(), now.Select(share => share.Revision).ToList());
        var stable = has.FirstOrDefault()
            ?? (replicas == 0 && retained.Any(view => view.Name == status?.StableRevision) ? status?.StableRevision : null);
        return new(now, stable, [.. has.Except(had)], [.. had.Except(has)]);
    }
}
