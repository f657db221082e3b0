using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Containers;

/// <summary>Lets pods run on nodes with a matching taint.</summary>
[Cel("has(self.key) || (has(self.operator) && self.operator == 'Exists')", Message = "a toleration without a key needs operator: Exists")]
[Cel("!has(self.value) || !has(self.operator) || self.operator == 'Equal'",
    Message = "a toleration with operator: Exists has no value; remove it")]
[Cel("!has(self.tolerationSeconds) || (has(self.effect) && self.effect == 'NoExecute')",
    Message = "tolerationSeconds needs effect: NoExecute")]
public sealed record Toleration
{
    /// <summary>The taint's key. Without it, and with operator <c>Exists</c>, every taint is tolerated.</summary>
    [Length(1, 317)]
    [RegularExpression(Patterns.LabelKey)]
    public string? Key { get; init; }

    /// <summary>How the key is compared.</summary>
    [WhenUnset(TolerationOperator.Equal)]
    public TolerationOperator? Operator { get; init; }

    /// <summary>The taint's value, for operator <c>Equal</c>.</summary>
    [Length(0, 63)]
    [RegularExpression(Patterns.LabelValue)]
    public string? Value { get; init; }

    /// <summary>The effect that is tolerated.</summary>
    [WhenUnset("every effect")]
    public TaintEffect? Effect { get; init; }

    /// <summary>For effect <c>NoExecute</c>: how many seconds the pod stays on the node.</summary>
    [WhenUnset("for ever")]
    [Range(0L, 315360000L)]
    public long? TolerationSeconds { get; init; }
}
