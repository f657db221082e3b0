using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Providers;

/// <summary>
/// What divides the requests after this plan. A Service that is to be made begins with what the spec wants; a running Model changes over
/// only between rollouts, and only once the new way follows the very route that is in force.
/// </summary>
internal static class ProviderPolicy
{
    /// <summary>What the spec wants.</summary>
    public static TrafficProvider Wanted(ModelObserved observed) => observed.Model.Spec.Traffic?.Provider ?? TrafficProvider.Router;

    /// <summary>What is in force now.</summary>
    public static TrafficProvider InForce(ModelObserved observed) =>
        ProviderRecord.Of(Planning.Addresses.Stable(observed)).InForce ?? Wanted(observed);

    /// <summary>Decides.</summary>
    public static (TrafficProvider Next, string? Waits) Decide(ModelObserved observed, RouteTable? written, RouteTable wanted)
    {
        var (now, next) = (InForce(observed), Wanted(observed));
        if (now == next) return (now, null);
        string Say(string what) => $"spec.traffic.provider: {now} divides the requests until {next} can: {what}";
        if (written is null) return (now, Say("the route is being written"));
        if (written.Backends.Count == 0) return (next, null);
        if (written.Sole is null || written.Mirror is not null || written.Revision != wanted.Revision
            || observed.Model.Status?.NextRevision is not null)
            return (now, Say("the change waits until the rollout has ended; 'modelwright rollout abort' ends it"));
        var carriers = RouteCarriers.Of(observed, next, written).Where(carrier => carrier.TakesRequests).ToList();
        if (carriers.Count == 0) return (now, Say("no router is ready yet"));
        return carriers.FirstOrDefault(carrier => !carrier.Acknowledged(written.Revision)) is { } missing
            ? (now, Say(missing.Failure ?? $"{missing.Name} does not follow the newest route yet"))
            : (next, null);
    }
}
