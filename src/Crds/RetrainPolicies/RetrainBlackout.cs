using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>A time in which nothing is begun: once, from start to end, or again and again, by cron and duration.</summary>
[Cel("has(self.start) == has(self.end) && has(self.cron) == has(self.duration) && has(self.start) != has(self.cron)",
    Message = "a blackout has start and end, or cron and duration")]
public sealed record RetrainBlackout
{
    /// <summary>The blackout's name, which decisions give as the reason.</summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Name { get; init; } = "";

    /// <summary>When it begins, as <c>2026-11-27T00:00</c> in the time zone.</summary>
    [Length(16, 16)]
    [RegularExpression(RetrainLimits.LocalTime)]
    public string? Start { get; init; }

    /// <summary>When it ends, in the same form.</summary>
    [Length(16, 16)]
    [RegularExpression(RetrainLimits.LocalTime)]
    public string? End { get; init; }

    /// <summary>When it begins, by a cron expression.</summary>
    [Length(1, 100)]
    [RegularExpression(RetrainLimits.Cron)]
    public string? Cron { get; init; }

    /// <summary>How long it lasts each time.</summary>
    [DurationRange("1m", "8760h")]
    public Duration? Duration { get; init; }

    /// <summary>The time zone, such as <c>Europe/Rome</c>.</summary>
    [WhenUnset("UTC")]
    [Length(1, 64)]
    [RegularExpression(RetrainLimits.TimeZone)]
    public string? TimeZone { get; init; }

    /// <summary>What is not begun.</summary>
    [WhenUnset(BlackoutScope.All)]
    public BlackoutScope? Applies { get; init; }
}
