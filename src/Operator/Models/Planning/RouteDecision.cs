using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>The route as it stands and as it is meant to be.</summary>
/// <param name="Written">The route that was decided before and may be in force; null when there is none.</param>
/// <param name="Wanted">The route to write; null while the Model's Service is not there to hold it.</param>
/// <param name="Routers">The namespace's routers.</param>
internal sealed record RouteDecision(RouteTable? Written, RouteTable? Wanted, IReadOnlyList<RouterFact> Routers)
{
    /// <summary>The revision that the wanted route sends requests to.</summary>
    public string? Chosen => First(Wanted);

    /// <summary>The revision that the written route sends requests to.</summary>
    public string? InForce => First(Written);

    /// <summary>The wanted route is still to be written.</summary>
    public bool Changes => Wanted is not null && Wanted.Revision != Written?.Revision;

    /// <summary>
    /// No router sends requests to the revision, and none will: the written route gives it nothing, every router follows that route, and
    /// what is to be written next gives it nothing either. What this process does not know counts as "may send".
    /// </summary>
    public bool Free(string revision) =>
        Written is { } written && written.Weight(revision) == 0 && Wanted?.Weight(revision) is null or 0 && Routers.All(router => Follows(router, written));

    private static string? First(RouteTable? table) => table?.Backends.Count > 0 ? table.Backends[0].Revision : null;

    private static bool Follows(RouterFact router, RouteTable written) =>
        router.Known
            ? router.Acknowledged == written.Revision || (!router.Ready && router.InForce is null)
            : !router.Ready;
}
