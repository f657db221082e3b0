using System.Globalization;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Operator.RetrainPolicies.Triggers;

namespace Modelwright.Operator.RetrainPolicies.Guards;

/// <summary>Whether something may be begun at a moment.</summary>
internal static class BlackoutPolicy
{
    /// <summary>The blackout that a moment is in; null: none.</summary>
    public static Hold? At(RetrainPolicySpec spec, BlackoutScope scope, DateTimeOffset now)
    {
        Hold? longest = null;
        foreach (var blackout in spec.Guards?.Blackouts ?? [])
        {
            if ((blackout.Applies ?? BlackoutScope.All) is var applies && applies != BlackoutScope.All && applies != scope) continue;
            if (End(blackout, now) is { } end && (longest is null || end > longest.Until))
                longest = new("Blackout", $"blackout {blackout.Name} until {end:u}", end);
        }

        return longest;
    }

    /// <summary>A time of the spec in its zone. One that the clock skips is the first moment after.</summary>
    public static DateTimeOffset? Local(string text, string? timeZone)
    {
        if (!DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            || CronTimes.Zone(timeZone, out _) is not { } zone)
            return null;
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static DateTimeOffset? End(RetrainBlackout blackout, DateTimeOffset now)
    {
        if (blackout is { Start: { } start, End: { } end })
            return Local(start, blackout.TimeZone) <= now && Local(end, blackout.TimeZone) is { } over && now < over ? over : null;
        if (blackout.Cron is not { } cron || CronTimes.Read(cron, blackout.TimeZone, out _) is not { } times) return null;
        var length = Words.Span(blackout.Duration, "0s");
        return times.Last(now - length, now) + length;
    }
}
