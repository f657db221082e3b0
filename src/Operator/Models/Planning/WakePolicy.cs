using Modelwright.Operator.Models.Rollouts;

namespace Modelwright.Operator.Models.Planning;

/// <summary>When a Model must be looked at again although nothing changes.</summary>
internal static class WakePolicy
{
    /// <summary>A name that is taken may become free without anyone telling.</summary>
    public static readonly TimeSpan ConflictRetry = TimeSpan.FromSeconds(30);

    /// <summary>So may a name outside the caches, or the right to make something.</summary>
    public static readonly TimeSpan RefusalRetry = TimeSpan.FromMinutes(1);

    /// <summary>The next time at which the passing of time alone changes a decision; null when there is none.</summary>
    public static TimeSpan? Of(ModelDecision decision)
    {
        var now = decision.Observed.Now;
        var (state, rules) = (decision.State, decision.Facts.Rules);
        var due = StepPolicy.Due(state, rules);
        var times = decision.Retained
            .Where(view => view.Name != state.Stable && view.Name != state.Candidate && decision.Route.Free(view.Name))
            .Select(decision.Scale.Warm)
            .Append(decision.Progress.Late ? null : decision.Progress.Deadline)
            .Append(due ?? StepPolicy.Lived(state, rules))
            .Append(due is not null && decision.Facts.Analysis is not null ? due + rules.Undecided.Timeout : null)
            .Append(state.StableDownTime + rules.Deadline)
            .Append(state.Probation?.EndTime)
            .Append(decision.Facts.Analysis?.WakeTime)
            .Append(decision.Monitoring.WakeTime)
            .Append(decision.Sleep.Look)
            .Append(now + decision.Gateway.Look)
            .Where(time => time > now).ToList();
        return times.Count == 0 ? null : times.Min()!.Value - now;
    }
}
