using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>Features by name.</summary>
public sealed record WatchedFeatures
{
    /// <summary>Only these.</summary>
    [Length(1, MonitoringLimits.MaxFeatures)]
    [ItemLength(1, 256)]
    [ListSet]
    [WhenUnset("all")]
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>None of these, such as a time or an identifier, which is never as it was.</summary>
    [Length(1, MonitoringLimits.MaxFeatures)]
    [ItemLength(1, 256)]
    [ListSet]
    [WhenUnset("none")]
    public IReadOnlyList<string>? Exclude { get; init; }
}
