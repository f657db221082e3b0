using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>When a Model that nobody asks gives up its replicas, and how requests wait for them to come back.</summary>
public sealed record ModelScaleToZero
{
    /// <summary>
    /// So long without a request, and so long after the Model was last ready, all replicas go. The next request brings them back. A
    /// rollout, a probation or a problem keeps them up.
    /// </summary>
    [DurationRange("10s", "720h")]
    public Duration After { get; init; }

    /// <summary>How many requests may wait for a replica, in each router; further ones get 503.</summary>
    [Range(1, 10_000)]
    [WhenUnset(ModelDefaults.MaxWaitingRequests)]
    public int? MaxWaitingRequests { get; init; }

    /// <summary>
    /// How long a request may wait for a replica before it gets 503. It should be longer than fetching and loading the model takes.
    /// </summary>
    [DurationRange("1s", "10m")]
    [WhenUnset(ModelDefaults.WaitTimeout)]
    public Duration? WaitTimeout { get; init; }
}
