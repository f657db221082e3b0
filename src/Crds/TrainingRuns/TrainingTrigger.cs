using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>Why a run was made.</summary>
public sealed record TrainingTrigger
{
    /// <summary>What made it.</summary>
    public TriggerKind Kind { get; init; }

    /// <summary>The name of the Experiment, RetrainPolicy or Dataset.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Name { get; init; }

    /// <summary>A sentence for people.</summary>
    [Length(0, 512)]
    public string? Reason { get; init; }
}
