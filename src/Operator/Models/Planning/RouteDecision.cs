using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>The route as it stands and as it is meant to be.</summary>
/// <param name="Written">The route that was decided before and may be in force; null when there is none.</param>
/// <param name="Wanted">The route to write; null while the Model's Service is not there to hold it.</param>
/// <param name="Routers">Whoever carries it out: the namespace's routers, the Gateways, or the Model's Service.</param>
public sealed record RouteDecision(RouteTable? Written, RouteTable? Wanted, IReadOnlyList<RouterFact> Routers)
{
    /// <summary>What divides the requests now.</summary>
    public TrafficProvider Provider { get; init; }

    /// <summary>What is to divide them after this plan.</summary>
    public TrafficProvider Next { get; init; }

    /// <summary>Why that is not what the spec wants yet.</summary>
    public string? Waits { get; init; }

    /// <summary>Whoever may still bring requests from before a change of the provider, or does already before one.</summary>
    public IReadOnlyList<RouterFact> Besides { get; init; } = [];

    /// <summary>The revision that the wanted route sends requests to; of several, the one that the others are measured by.</summary>
    public string? Chosen => First(Wanted);

    /// <summary>The same of the written route.</summary>
    public string? InForce => First(Written);

    /// <summary>The wanted route is still to be written.</summary>
    public bool Changes => Wanted is not null && Wanted.Revision != Written?.Revision;

    /// <summary>
    /// No router sends requests or copies of them to the revision: the written route gives it nothing, and every router that runs follows
    /// that route. One that runs but that this process has not heard from may send, and so may one that is on its way out. One that is
    /// down sends nothing.
    /// </summary>
    public bool Free(string revision) =>
        Written is { } written && !written.Reaches(revision)
        && Routers.Concat(Besides).All(router => router.Standing == RouterStanding.Down || router.Acknowledged(written.Revision));

    private static string? First(RouteTable? table) => table?.Backends.Count > 0 ? table.Backends[0].Revision : null;
}
