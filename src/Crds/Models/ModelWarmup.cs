using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>What a replica does before it counts as ready.</summary>
public sealed record ModelWarmup
{
    /// <summary>
    /// How often the model is run on made-up input before the replica is ready, so that the first real request is not slow.
    /// </summary>
    [Range(0, 100)]
    [WhenUnset(ModelDefaults.WarmupRequests)]
    public int? Requests { get; init; }
}
