using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>The volume for checkpoints: a PersistentVolumeClaim <c>RUN-checkpoint</c> that goes with the run.</summary>
public sealed record TrainingCheckpoints
{
    /// <summary>Its size, for example <c>5Gi</c>.</summary>
    public Quantity Size { get; init; } = new("1Gi");

    /// <summary>Its StorageClass.</summary>
    [WhenUnset("the cluster's default class")]
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string? StorageClassName { get; init; }
}
