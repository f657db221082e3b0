using Modelwright.Crds;
using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.RetrainPolicies.Triggers;

/// <summary>
/// Reads all triggers. What happens once is moved to the pending list in the same write of the status that marks it as dealt with, so that
/// no crash loses it and none sees it twice.
/// </summary>
internal static class TriggerPolicy
{
    /// <summary>The annotation, and the name of what it asks for.</summary>
    public const string Manual = "manual";

    /// <summary>Reads them.</summary>
    public static TriggerReading Read(RetrainObserved observed)
    {
        var (spec, status) = (observed.Policy.Spec, observed.Status);
        var resumed = status.Suspended == true;
        List<TriggerStatus> triggers = [];
        List<PendingTrigger> pending = [.. (status.Pending ?? []).Where(item => item.Trigger == Manual || Exists(spec, item.Trigger))];
        List<PendingTrigger> signals = [];
        List<(PendingTrigger, string, string)> skipped = [];
        DateTimeOffset? next = null;
        foreach (var trigger in spec.Triggers ?? [])
        {
            var before = status.Triggers?.FirstOrDefault(known => known.Name == trigger.Name) ?? new() { Name = trigger.Name };
            PendingTrigger? fired = null;
            if (trigger.Schedule is { } schedule)
            {
                (before, fired) = Scheduled(observed, schedule, before, resumed, out var due);
                next = next is null || due < next ? due ?? next : next;
            }
            else if (trigger.DataChange is { } change)
                (before, fired) = Changed(observed, change, before, resumed);
            else
            {
                before = Signalled(observed, trigger, before, out var on);
                if (on is not null) signals.Add(on);
            }

            if (fired is not null)
            {
                pending.RemoveAll(item => item.Trigger == trigger.Name);
                pending.Add(fired);
            }

            triggers.Add(before with { State = pending.Any(item => item.Trigger == trigger.Name) ? TriggerState.Firing : before.State });
        }

        var manual = Asked(observed);
        if (manual is not null && manual != status.Manual)
        {
            pending.RemoveAll(item => item.Trigger == Manual);
            pending.Add(new()
            {
                Trigger = Manual,
                Since = Times.Whole(observed.Now),
                Message = $"{ApiGroup.Name}/retrain: {manual}",
                Force = manual.EndsWith("/force", StringComparison.Ordinal) ? true : null,
            });
        }

        Expire(observed, pending, skipped);
        return new(triggers, pending, signals, skipped, manual ?? status.Manual, next);
    }

    private static bool Exists(RetrainPolicySpec spec, string name) => spec.Triggers?.Any(trigger => trigger.Name == name) == true;

    private static string? Asked(RetrainObserved observed)
    {
        var annotations = observed.Policy.Metadata.Annotations ?? new Dictionary<string, string>();
        var value = annotations.TryGetValue($"{ApiGroup.Name}/retrain", out var found) ? found.Trim() : "";
        return value.Length switch { 0 => null, <= 253 => value, _ => value[..253] };
    }

    /// <summary>Only the last of the times that were missed; after a suspension none of them, and never one before the last.</summary>
    private static (TriggerStatus, PendingTrigger?) Scheduled(RetrainObserved observed, ScheduleTrigger schedule, TriggerStatus before,
        bool resumed, out DateTimeOffset? next)
    {
        var (now, times) = (observed.Now, CronTimes.Read(schedule.Cron, schedule.TimeZone, out _)!);
        var since = before.LastTime ?? Times.Of(observed.Policy.Metadata.CreationTimestamp) ?? now;
        if (resumed && since < now) since = Times.Whole(now);
        var due = times.Last(since, now);
        next = times.After(now > since ? now : since);
        var message = next is { } coming ? $"due at {coming:u}" : "never due again";
        return (before with { State = TriggerState.Idle, Message = message, LastTime = due ?? (resumed ? since : before.LastTime) },
            due is { } time ? new() { Trigger = before.Name, Since = time, Message = $"it was due at {time:u}" } : null);
    }

    private static (TriggerStatus, PendingTrigger?) Changed(RetrainObserved observed, DataChangeTrigger change, TriggerStatus before,
        bool resumed)
    {
        var data = observed.Datasets.GetValueOrDefault(change.Dataset);
        if (data?.Latest is not { } latest)
            return (before with
            {
                State = TriggerState.Unknown,
                Message = data is null ? $"there is no Dataset '{change.Dataset}'" : $"Dataset {change.Dataset} has no version yet",
            }, null);
        var (known, rows) = (before.LastVersion ?? Trained(observed, change.Dataset), before.LastRows);
        if ((known is null && observed.ChampionName is not null) || resumed) (known, rows) = (latest, data.Rows);
        if (known == latest)
            return (before with
            {
                State = TriggerState.Idle,
                Message = "the newest version was dealt with",
                LastVersion = latest,
                LastRows = data.Rows,
            }, null);
        var more = (data.Rows ?? 0) - (rows ?? 0);
        if (known is not null && change.MinNewRows is { } least && more < least)
            return (before with
            {
                State = TriggerState.Idle,
                Message = $"the newest version has {more} rows more, fewer than {least}",
                LastVersion = known,
                LastRows = rows,
            }, null);
        var message = $"Dataset {change.Dataset} has the version {Short(latest)}" + (known is null ? "" : $" after {Short(known)}");
        return (before with { State = TriggerState.Firing, Message = message, LastVersion = latest, LastRows = data.Rows },
            new() { Trigger = before.Name, Since = Times.Whole(observed.Now), Message = message });
    }

    /// <summary>What the version that serves was made from.</summary>
    private static string? Trained(RetrainObserved observed, string dataset) =>
        observed.Champion?.Spec.Lineage?.Inputs?.FirstOrDefault(input => input.Dataset == dataset)?.Digest;

    private static TriggerStatus Signalled(RetrainObserved observed, RetrainTrigger trigger, TriggerStatus before, out PendingTrigger? on)
    {
        on = null;
        var (signal, lasting) = trigger.Drift is { } drift ? (observed.Drift, drift.Lasting)
            : (observed.Performance, trigger.Performance!.Lasting);
        if (signal is null || signal.State == TriggerState.Unknown)
            return before with { State = TriggerState.Unknown, Message = Words.Cut(signal?.Message ?? "the Model does not monitor it") };
        if (signal.State == TriggerState.Idle) return before with { State = TriggerState.Idle, Message = Words.Cut(signal.Message) };
        var (since, needed) = (signal.Since ?? observed.Now, Words.Span(lasting, "0s"));
        if (observed.Now - since < needed)
            return before with
            {
                State = TriggerState.Idle,
                Message = Words.Cut($"since {since:u}, not for {lasting} yet: {signal.Message}"),
            };
        on = new() { Trigger = trigger.Name, Since = since, Message = Words.Cut(signal.Message) };
        return before with { State = TriggerState.Firing, Message = on.Message };
    }

    private static void Expire(RetrainObserved observed, List<PendingTrigger> pending, List<(PendingTrigger, string, string)> skipped)
    {
        foreach (var item in pending.ToList())
        {
            var schedule = observed.Policy.Spec.Triggers?.FirstOrDefault(trigger => trigger.Name == item.Trigger)?.Schedule;
            if (schedule?.StartingDeadline is not { } deadline || item.Since + Words.Span(deadline, "0s") >= observed.Now) continue;
            pending.Remove(item);
            skipped.Add((item, "MissedDeadline", $"it was due at {item.Since:u} and did not start within {deadline}"));
        }
    }

    private static string Short(string digest) => digest.Length > 19 ? digest[..19] : digest;
}
