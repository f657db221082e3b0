using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>The runs of a policy.</summary>
public sealed record RetrainTemplate : TrainingTemplate
{
    /// <summary>The parameters by name, as in a TrainingRun.</summary>
    [Length(0, 64)]
    [ItemLength(0, 512)]
    [Cel("self.all(name, name.matches('" + TrainingLimits.ParameterPattern + "'))",
        Message = "a parameter's name has at most 63 letters, digits, '_', '-' and '.', and starts with a letter or '_'")]
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The seed of every run.</summary>
    [WhenUnset("made from each run's UID and recorded in its status.lineage")]
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>The metric that runs are judged by.</summary>
    public TrainingObjective? Objective { get; init; }
}
