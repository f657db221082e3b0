using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>A version of a Dataset.</summary>
public sealed record DatasetVersionReference
{
    /// <summary>The Dataset's name.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Name { get; init; } = "";

    /// <summary>The version by its digest. The version that was used is in <c>status.lineage</c>.</summary>
    [WhenUnset("the latest version that passed its checks when the run starts")]
    [Length(71, 71)]
    [RegularExpression(Patterns.Sha256)]
    public string? Version { get; init; }
}
