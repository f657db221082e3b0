using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Rollouts;

/// <summary>
/// One stage of a rollout. It begins once every router follows its weights, and ends after <c>duration</c>; with <c>pause</c> it ends only
/// when a person promotes.
/// </summary>
public sealed record RolloutStep
{
    /// <summary>The new revision's share of the requests, in percent. All of them follow the last step.</summary>
    [Range(0, 99)]
    public int Weight { get; init; }

    /// <summary>The share of the other requests, in percent, that are copied to the new revision to compare its answers.</summary>
    [Range(0, 100)]
    [WhenUnset(0)]
    public int? Mirror { get; init; }

    /// <summary>How long the step lasts at least; with an analysis, a step without enough requests to judge lasts longer.</summary>
    [DurationRange("0s", "720h")]
    [WhenUnset("0s")]
    public Duration? Duration { get; init; }

    /// <summary>The step waits for a person: <c>modelwright rollout promote</c>.</summary>
    [WhenUnset(false)]
    public bool? Pause { get; init; }
}
