using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Rollouts;

/// <summary>How long a revision is watched after its promotion.</summary>
public sealed record ModelProbation
{
    /// <summary>
    /// As long as this after a promotion the analysis's metrics with a limit of their own are still watched, and the replaced revision's
    /// replicas stay up; a harmful verdict goes back to it.
    /// </summary>
    [DurationRange("1s", "720h")]
    public Duration Duration { get; init; } = new("1h");
}
