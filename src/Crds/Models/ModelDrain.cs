using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>How a replica that is going away finishes.</summary>
public sealed record ModelDrain
{
    /// <summary>
    /// How long a stopping replica still takes new requests while it reports itself not ready, so that callers move on first.
    /// </summary>
    [DurationRange("0s", "5m")]
    [WhenUnset(ModelDefaults.DrainDelay)]
    public Duration? Delay { get; init; }

    /// <summary>How long requests in flight may take after that before they are cut off.</summary>
    [DurationRange("1s", "1h")]
    [WhenUnset(ModelDefaults.DrainTimeout)]
    public Duration? Timeout { get; init; }
}
