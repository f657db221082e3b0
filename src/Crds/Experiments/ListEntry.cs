using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Experiments;

/// <summary>One run's parameters.</summary>
public sealed record ListEntry
{
    /// <summary>The parameters by name.</summary>
    [Length(1, 64)]
    [ItemLength(0, 512)]
    [Cel("self.all(name, name.matches('" + TrainingLimits.ParameterPattern + "'))",
        Message = "a parameter's name has at most 63 letters, digits, '_', '-' and '.', and starts with a letter or '_'")]
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
