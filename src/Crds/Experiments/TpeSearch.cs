using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>Settings of the tree-structured Parzen estimator.</summary>
public sealed record TpeSearch
{
    /// <summary>Runs with random parameters before the estimator decides.</summary>
    [Range(1, 1000)]
    [WhenUnset(ExperimentDefaults.StartupRuns)]
    public int? StartupRuns { get; init; }

    /// <summary>Draws among which the most promising one is taken.</summary>
    [Range(1, 1000)]
    [WhenUnset(ExperimentDefaults.Candidates)]
    public int? Candidates { get; init; }
}
