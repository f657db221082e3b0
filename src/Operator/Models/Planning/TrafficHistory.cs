using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Models.Rollouts;

namespace Modelwright.Operator.Models.Planning;

/// <summary>Who serves by the routers' word, and what changed in that since the status was written.</summary>
/// <param name="Shares">The acknowledged shares (with provider None, those of the replicas that answer); while a route is on its way, those
/// of the one before.</param>
/// <param name="Stable">The revision that has all requests, or had them last.</param>
/// <param name="Began">Revisions that got all requests since.</param>
/// <param name="Ended">Revisions that lost theirs since.</param>
internal sealed record TrafficHistory(
    IReadOnlyList<TrafficShare> Shares, string? Stable, IReadOnlyList<string> Began, IReadOnlyList<string> Ended)
{
    public static TrafficHistory Of(
        ModelObserved observed, RouteDecision route, RolloutState state, RouterAcknowledgement acknowledgement,
        IReadOnlyList<RevisionView> retained)
    {
        var status = observed.Model.Status;
        var before = status?.Traffic ?? [];

        // With a route to nothing it is still the one that served last, as long as it exists: what comes back is known.
        var stable = retained.Any(view => view.Name == state.Stable) ? state.Stable : null;
        List<string> began = stable is not null && stable != status?.StableRevision ? [stable] : [];
        List<string> replaced = stable != status?.StableRevision && status?.StableRevision is { } earlier ? [earlier] : [];
        if (!acknowledgement.Complete || route.Written is not { } written) return new(before, stable, began, replaced);
        var real = route.Provider == TrafficProvider.None && written.Sole is null && written.Backends.Count > 0
            ? ReplicaShare.Real([.. written.Backends.Select(backend => Answering(retained, backend.Revision))])
            : null;
        List<TrafficShare> now = [.. written.Backends.Select((backend, index) => new TrafficShare
        {
            Revision = backend.Revision,
            Weight = real?[index] ?? backend.Weight,
            Mirror = written.Mirror?.Revision == backend.Revision ? written.Mirror.Percent : null,
        })];
        var (had, has) = (before.Select(share => share.Revision).ToList(), now.Select(share => share.Revision).ToList());
        if (stable is not null && has.Contains(stable) && !had.Contains(stable) && !began.Contains(stable)) began.Add(stable);
        return new(now, stable, began, [.. had.Except(has).Concat(replaced).Distinct(StringComparer.Ordinal)]);
    }

    private static int Answering(IReadOnlyList<RevisionView> views, string revision) =>
        views.FirstOrDefault(view => view.Name == revision)?.Available ?? 0;
}
