using Cronos;

namespace Modelwright.Operator.RetrainPolicies.Triggers;

/// <summary>
/// Times of a cron expression in a time zone. What the clock skips in spring happens at the first moment after; what it repeats in autumn
/// happens once, unless the expression repeats itself by the hour or minute.
/// </summary>
internal sealed class CronTimes
{
    private readonly CronExpression expression;
    private readonly TimeZoneInfo zone;

    private CronTimes(CronExpression expression, TimeZoneInfo zone) => (this.expression, this.zone) = (expression, zone);

    /// <summary>Reads an expression; null where it, or the zone, cannot be read, with the problem in words.</summary>
    public static CronTimes? Read(string cron, string? timeZone, out string? problem)
    {
        if (Zone(timeZone, out problem) is not { } zone) return null;
        if (CronExpression.TryParse(cron, out var expression)) return new(expression, zone);
        problem = $"'{cron}' is not a cron expression such as '0 3 * * 1' (minute, hour, day of the month, month, day of the week)";
        return null;
    }

    /// <summary>The zone of that name.</summary>
    public static TimeZoneInfo? Zone(string? name, out string? problem)
    {
        problem = null;
        if (name is null) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        problem = $"'{name}' is not a time zone that the operator knows; write it as Europe/Rome";
        return null;
    }

    /// <summary>The first time after a moment; null when there is none any more.</summary>
    public DateTimeOffset? After(DateTimeOffset moment) => expression.GetNextOccurrence(moment, zone)?.ToUniversalTime();

    /// <summary>
    /// The last time after one moment and not after another; null when there is none. It bisects, so that it costs the same after a minute
    /// and after ten years.
    /// </summary>
    public DateTimeOffset? Last(DateTimeOffset after, DateTimeOffset until)
    {
        if (After(after) is not { } last || last > until) return null;
        var end = until;
        while (end - last > TimeSpan.FromSeconds(1))
        {
            var middle = last + (end - last) / 2;
            if (After(middle) is { } next && next <= until) last = next;
            else end = middle;
        }

        return After(last) is { } more && more <= until ? more : last;
    }
}
