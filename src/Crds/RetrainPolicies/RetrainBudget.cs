using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>How many runs there may be in a while.</summary>
public sealed record RetrainBudget
{
    /// <summary>The most runs that start within <c>per</c>.</summary>
    [Range(1, RetrainLimits.MaxStarts)]
    public int Runs { get; init; }

    /// <summary>The length of the window, which ends now.</summary>
    [DurationRange("1m", "8760h")]
    public Duration Per { get; init; }
}
