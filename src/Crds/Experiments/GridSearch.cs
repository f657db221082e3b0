using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>Every combination once.</summary>
public sealed record GridSearch
{
    /// <summary>How many evenly spaced values a <c>double</c> parameter is tried at.</summary>
    [Range(2, 100)]
    [WhenUnset(ExperimentDefaults.GridPoints)]
    public int? Points { get; init; }
}
