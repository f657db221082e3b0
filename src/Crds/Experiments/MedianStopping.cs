using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>
/// Stops a run whose best value up to a step is worse than the median of what finished runs had on average up to that step
/// (Golovin et al., Google Vizier, KDD 2017, section 3.2.2).
/// </summary>
public sealed record MedianStopping
{
    /// <summary>Steps before a run can be stopped.</summary>
    [Range(0, 1000000)]
    [WhenUnset(ExperimentDefaults.WarmupSteps)]
    public int? WarmupSteps { get; init; }

    /// <summary>Runs that must have finished first.</summary>
    [Range(1, 1000)]
    [WhenUnset(ExperimentDefaults.MinRuns)]
    public int? MinRuns { get; init; }
}
