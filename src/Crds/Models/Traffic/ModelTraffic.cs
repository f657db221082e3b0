using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Traffic;

/// <summary>How requests reach a Model's revisions.</summary>
public sealed record ModelTraffic
{
    /// <summary>What divides the requests among the revisions.</summary>
    [WhenUnset(TrafficProvider.Router)]
    public TrafficProvider? Provider { get; init; }
}
