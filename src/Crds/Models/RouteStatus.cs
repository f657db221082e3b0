using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Models.Traffic;

namespace Modelwright.Crds.Models;

/// <summary>How far the Model's route has reached the routers of its namespace, or its Gateways.</summary>
public sealed record RouteStatus
{
    /// <summary>The newest revision of the route; it grows by one whenever the route's content changes.</summary>
    [Range(0L, long.MaxValue)]
    public long Revision { get; init; }

    /// <summary>
    /// What divides the requests now; unset: the Router. It is behind <c>spec.traffic.provider</c> until the new way is ready.
    /// </summary>
    public TrafficProvider? Provider { get; init; }

    /// <summary>How many router pods there are; with provider GatewayAPI, how many Gateways; with None, 1: the Service.</summary>
    [Range(0, int.MaxValue)]
    public int Routers { get; init; }

    /// <summary>How many of them have acknowledged this revision; of Gateways, accepted it.</summary>
    [Range(0, int.MaxValue)]
    public int Acknowledged { get; init; }
}
