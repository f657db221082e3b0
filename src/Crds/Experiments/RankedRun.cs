using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Experiments;

/// <summary>One of the best runs.</summary>
public sealed record RankedRun
{
    /// <summary>The TrainingRun's name. The object may be gone by now.</summary>
    [Length(1, 63)]
    public string Run { get; init; } = "";

    /// <summary>Its value of the objective.</summary>
    [Length(1, 32)]
    [RegularExpression(TrainingLimits.ValuePattern)]
    public string Value { get; init; } = "";

    /// <summary>The step that the value is of.</summary>
    [Range(0L, long.MaxValue)]
    public long? Step { get; init; }

    /// <summary>Its parameters.</summary>
    [Length(0, 64)]
    [ItemLength(0, 512)]
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }
}
