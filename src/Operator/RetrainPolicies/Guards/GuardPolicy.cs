using System.Globalization;
using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.RetrainPolicies.Guards;

/// <summary>Whether a run may start now.</summary>
internal static class GuardPolicy
{
    /// <summary>The first guard that holds it back; null: none does.</summary>
    /// <param name="observed">What is known.</param>
    /// <param name="status">The status as it is by now.</param>
    /// <param name="force">A person insists: only what cannot be and the budget hold it back.</param>
    public static Hold? Check(RetrainObserved observed, RetrainPolicyStatus status, bool force)
    {
        if (observed.MissingData is { } missing) return new(RetrainReasons.WaitingForData, missing);
        if (force) return Budget(observed, status);
        return Quality(observed) ?? BlackoutPolicy.At(observed.Policy.Spec, BlackoutScope.Training, observed.Now)
            ?? Cooldown(observed, status) ?? Backoff(observed, status) ?? Budget(observed, status);
    }

    /// <summary>The bad data that holds runs back; null: none.</summary>
    public static Hold? Quality(RetrainObserved observed) =>
        observed.BadData is { } bad && observed.Policy.Spec.Guards?.DataQuality != DataQualityGuard.Ignore
            ? new(RetrainReasons.DataQuality, Words.Cut(bad)) : null;

    /// <summary>When nothing starts after so many candidates in a row that failed or were rejected.</summary>
    public static DateTimeOffset BackoffEnd(RetrainPolicySpec spec, int unsuccessful, DateTimeOffset now)
    {
        var backoff = spec.Guards?.Backoff;
        var first = Words.Span(backoff?.Initial, RetrainDefaults.BackoffInitial);
        var most = Words.Span(backoff?.Max, RetrainDefaults.BackoffMax);
        var factor = backoff?.Factor ?? RetrainDefaults.BackoffFactor;
        for (var i = 1; i < unsuccessful && first < most && factor > 1; i++) first *= factor;
        return Times.Whole(now) + (first < most ? first : most);
    }

    /// <summary>The starts that are remembered, with a new one.</summary>
    public static IReadOnlyList<string> Remember(RetrainPolicyStatus status, DateTimeOffset start) =>
        [.. (status.Starts ?? []).Append(Times.Whole(start).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            .TakeLast(RetrainLimits.MaxStarts)];

    private static Hold? Cooldown(RetrainObserved observed, RetrainPolicyStatus status)
    {
        var until = status.LastRunEndTime + Words.Span(observed.Policy.Spec.Guards?.Cooldown, RetrainDefaults.Cooldown);
        return until > observed.Now
            ? new("Cooldown", $"the last run ended at {status.LastRunEndTime:u}; cooldown until {until:u}", until) : null;
    }

    private static Hold? Backoff(RetrainObserved observed, RetrainPolicyStatus status) => status.BackoffUntil > observed.Now
        ? new("Backoff", $"the last candidate failed or was rejected; backoff until {status.BackoffUntil:u}", status.BackoffUntil) : null;

    private static Hold? Budget(RetrainObserved observed, RetrainPolicyStatus status)
    {
        if (observed.Policy.Spec.Guards?.Budget is not { } budget) return null;
        var per = Words.Span(budget.Per, "1m");
        List<DateTimeOffset> starts = [.. (status.Starts ?? [])
            .Select(text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
            .Where(start => start + per > observed.Now).Order()];
        if (starts.Count < budget.Runs) return null;
        var until = starts[^budget.Runs] + per;
        return new("Budget", $"{budget.Runs} runs started within {budget.Per}; the next may at {until:u}", until);
    }
}
