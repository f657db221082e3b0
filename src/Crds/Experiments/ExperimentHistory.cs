using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>Which finished runs are kept as objects.</summary>
public sealed record ExperimentHistory
{
    /// <summary>The best runs.</summary>
    [Range(1, 1000)]
    [WhenUnset(ExperimentDefaults.KeepBest)]
    public int? KeepBest { get; init; }

    /// <summary>The newest failed runs.</summary>
    [Range(0, 1000)]
    [WhenUnset(ExperimentDefaults.KeepFailed)]
    public int? KeepFailed { get; init; }
}
