using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>
/// Times by a cron expression. A time that the clock skips in spring is due at the first moment after; one that it repeats in autumn is due
/// once. Of all times that were missed, only the last one is made up for.
/// </summary>
public sealed record ScheduleTrigger
{
    /// <summary>Minute, hour, day of the month, month, day of the week: <c>0 3 * * 1</c> is Mondays at three.</summary>
    [Length(1, 100)]
    [RegularExpression(RetrainLimits.Cron)]
    public string Cron { get; init; } = "";

    /// <summary>The time zone, such as <c>Europe/Rome</c>.</summary>
    [WhenUnset("UTC")]
    [Length(1, 64)]
    [RegularExpression(RetrainLimits.TimeZone)]
    public string? TimeZone { get; init; }

    /// <summary>How late it may start. After that this time is skipped, with a decision that says so.</summary>
    [DurationRange("1m", "8760h")]
    [WhenUnset("any time")]
    public Duration? StartingDeadline { get; init; }
}
