using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>How long to wait after candidates that failed or were rejected: longer from one to the next, until one succeeds.</summary>
public sealed record RetrainBackoff
{
    /// <summary>After the first.</summary>
    [DurationRange("1m", "8760h")]
    [WhenUnset(RetrainDefaults.BackoffInitial)]
    public Duration? Initial { get; init; }

    /// <summary>At most.</summary>
    [DurationRange("1m", "8760h")]
    [WhenUnset(RetrainDefaults.BackoffMax)]
    public Duration? Max { get; init; }

    /// <summary>How many times as long each further one.</summary>
    [Range(1, 10)]
    [WhenUnset(RetrainDefaults.BackoffFactor)]
    public int? Factor { get; init; }
}
