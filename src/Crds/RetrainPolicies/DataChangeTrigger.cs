using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>A Dataset's newest version that passed its checks is not the one that the last run read.</summary>
public sealed record DataChangeTrigger
{
    /// <summary>The Dataset.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Dataset { get; init; } = "";

    /// <summary>How many rows it must have more than that one.</summary>
    [WhenUnset("any difference")]
    [Range(1L, long.MaxValue)]
    public long? MinNewRows { get; init; }
}
