using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Models;

/// <summary>A revision's share of the traffic, as the routers acknowledged it or the Gateways accepted it.</summary>
public sealed record TrafficShare
{
    /// <summary>The revision's name.</summary>
    [Length(1, 63)]
    public string Revision { get; init; } = "";

    /// <summary>
    /// Its share of the requests, in percent; with provider None its share of the replicas that answer, which is what it comes to over many
    /// connections.
    /// </summary>
    [Range(0, 100)]
    public int Weight { get; init; }

    /// <summary>The share of the other requests that are copied to it, in percent; its answers to copies reach nobody.</summary>
    [Range(0, 100)]
    public int? Mirror { get; init; }
}
