using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Planning;

/// <summary>Who serves by the routers' word, and what changed in that since the status was written.</summary>
/// <param name="Shares">The acknowledged shares; while a route is on its way, those of the one before.</param>
/// <param name="Stable">The revision that serves, or served last.</param>
/// <param name="Began">Revisions that got traffic since.</param>
/// <param name="Ended">Revisions that lost it since.</param>
internal sealed record TrafficHistory(
    IReadOnlyList<TrafficShare> Shares, string? Stable, IReadOnlyList<string> Began, IReadOnlyList<string> Ended)
{
    public static TrafficHistory Of(
        ModelObserved observed, RouteDecision route, RouterAcknowledgement acknowledgement, IReadOnlyList<RevisionView> retained)
    {
        var status = observed.Model.Status;
        var before = status?.Traffic ?? [];
        if (!acknowledgement.Complete || route.Written is not { } written) return new(before, status?.StableRevision, [], []);
        List<TrafficShare> now =
            [.. written.Backends.Select(backend => new TrafficShare { Revision = backend.Revision, Weight = backend.Weight })];
        var (had, has) = (before.Select(share => share.Revision).ToList(), now.Select(share => share.Revision).ToList());

        // With a route to nothing it is still the one that served last, as long as it exists: what comes back is known.
        var stable = has.FirstOrDefault() ?? (retained.Any(view => view.Name == status?.StableRevision) ? status?.StableRevision : null);
        return new(now, stable, [.. has.Except(had)], [.. had.Except(has)]);
    }
}
