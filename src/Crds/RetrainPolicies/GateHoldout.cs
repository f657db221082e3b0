using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>The data that candidates are measured on.</summary>
public sealed record GateHoldout
{
    /// <summary>The input of <c>template.inputs</c> that is the holdout. Its digest is what makes two figures comparable.</summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Input { get; init; } = "";

    /// <summary>
    /// How many candidates may be measured on the same data before the gate trusts it no more: each look at a holdout fits the choice a
    /// little more to it. Then a person decides until the holdout changes.
    /// </summary>
    [Range(1, 1000)]
    [WhenUnset(RetrainDefaults.HoldoutUses)]
    public int? MaxUses { get; init; }
}
