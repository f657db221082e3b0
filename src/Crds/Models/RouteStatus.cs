using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Models;

/// <summary>How far the Model's route has reached the routers of its namespace.</summary>
public sealed record RouteStatus
{
    /// <summary>The newest revision of the route; it grows by one whenever the route's content changes.</summary>
    [Range(0L, long.MaxValue)]
    public long Revision { get; init; }

    /// <summary>How many router pods there are.</summary>
    [Range(0, int.MaxValue)]
    public int Routers { get; init; }

    /// <summary>How many of them have acknowledged this revision.</summary>
    [Range(0, int.MaxValue)]
    public int Acknowledged { get; init; }
}
