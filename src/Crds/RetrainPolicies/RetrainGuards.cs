using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What holds a run back. What asked for it stays pending.</summary>
public sealed record RetrainGuards
{
    /// <summary>Whether bad data holds runs back: a rejected newest version of a Dataset, or violations in serving.</summary>
    [WhenUnset(DataQualityGuard.Block)]
    public DataQualityGuard? DataQuality { get; init; }

    /// <summary>How long after the end of a run the next one may start.</summary>
    [DurationRange("0s", "87600h")]
    [WhenUnset(RetrainDefaults.Cooldown)]
    public Duration? Cooldown { get; init; }

    /// <summary>How many runs there may be in a while.</summary>
    public RetrainBudget? Budget { get; init; }

    /// <summary>Times in which nothing is begun.</summary>
    [Length(0, RetrainLimits.MaxBlackouts)]
    [ListMap("name")]
    public IReadOnlyList<RetrainBlackout>? Blackouts { get; init; }

    /// <summary>What becomes of a trigger while a candidate is on its way.</summary>
    [WhenUnset(ConcurrencyPolicy.Coalesce)]
    public ConcurrencyPolicy? Concurrency { get; init; }

    /// <summary>How long to wait after candidates that failed or were rejected.</summary>
    public RetrainBackoff? Backoff { get; init; }

    /// <summary>After so many rejected candidates in a row drift and performance start no run until one is promoted.</summary>
    [Range(1, 100)]
    [WhenUnset(RetrainDefaults.MaxConsecutiveRejections)]
    public int? MaxConsecutiveRejections { get; init; }
}
