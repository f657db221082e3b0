using System.Text.Json;
using Modelwright.Crds;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Operator.RetrainPolicies.Planning;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.RetrainPolicies;

/// <summary>
/// Decides about a RetrainPolicy: what becomes of the candidate that is on its way, what asks for a run, and whether it gets one. Whatever
/// was decided is written before it is done.
/// </summary>
public static class RetrainPlanner
{
    private static readonly TimeSpan RefusalRetry = TimeSpan.FromMinutes(1);

    /// <summary>Makes the plan.</summary>
    public static Plan Plan(RetrainObserved observed)
    {
        var turn = new RetrainTurn(observed.Now, observed.Status);
        if (RetrainCheck.Problem(observed) is { } problem)
            return Report(observed, turn, new(RetrainConditions.Ready, false, RetrainReasons.InvalidSpec, problem), null);
        var unable = RetrainVerdict.Unable(observed);
        turn = StartPolicy.Decide(observed, CyclePolicy.Advance(observed, turn), unable);
        return Report(observed, turn, RetrainVerdict.Of(observed, turn, unable), RetrainWake.After(observed, turn));
    }

    /// <summary>Shows that the API server refused something.</summary>
    public static Plan Refused(RetrainObserved observed, string message) => Report(observed, new(observed.Now, observed.Status),
        new(RetrainConditions.Ready, false, RetrainReasons.ResourceRefused, message), RefusalRetry);

    private static Plan Report(RetrainObserved observed, RetrainTurn turn, Verdict verdict, TimeSpan? wake)
    {
        var (policy, reference) = (observed.Policy, ObjectReference.To(observed.Policy));
        var status = turn.Status with
        {
            ObservedGeneration = policy.Metadata.Generation,
            Conditions = Conditions.Update(policy.Status?.Conditions, [verdict], policy.Metadata.Generation, observed.Now),
        };
        List<Effect> effects = [.. turn.Fresh.Select(record => new Emit(reference, Severity(record.Decision), $"{record.Decision}",
            "Retrain", $"{record.Reason}: {record.Message}"))];
        var before = policy.Status?.Conditions?.FirstOrDefault(condition => condition.Type == RetrainConditions.Ready);
        if (verdict.Holds == false && before?.Reason != verdict.Reason)
            effects.Add(new Emit(reference, EventSeverity.Warning, verdict.Reason, "Retrain", verdict.Message));
        effects.Add(new PatchStatus(reference.Type, reference.Key, JsonSerializer.SerializeToNode(status, CrdJson.Options)!.AsObject()));
        effects.AddRange(turn.Effects);
        effects.AddRange(RetrainHistory.Remove(observed, status));
        return new() { Effects = effects, WakeAfter = wake };
    }

    private static EventSeverity Severity(RetrainDecision decision) =>
        decision is RetrainDecision.Failed or RetrainDecision.Rejected or RetrainDecision.Undecided
            ? EventSeverity.Warning : EventSeverity.Normal;
}
