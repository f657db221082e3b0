using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Planning;

/// <summary>One event per transition: what changed between the status as it is and as it will be.</summary>
internal static class ModelEvents
{
    /// <summary>Answers that are steps on the way; the conditions tell them, an event would only repeat.</summary>
    private static readonly HashSet<string> Quiet =
        [
            ModelReasons.InProgress, ModelReasons.WaitingForReplicas, ModelReasons.WaitingForRouters, ModelReasons.RolloutStep,
            ModelReasons.RolloutAborted, ModelReasons.WaitingForGateway,
        ];

    /// <summary>Answers that are as they should be although the condition is not true.</summary>
    private static readonly HashSet<string> Deliberate = [ModelReasons.ScaledToZero, ModelReasons.Unverified];

    public static IEnumerable<Emit> Of(ModelDecision decision, ModelStatus status)
    {
        var model = ObjectReference.To(decision.Observed.Model);
        foreach (var (reason, action, note, severity) in Transitions(decision, status).DistinctBy(found => found.Reason))
            yield return new(model, severity, reason, action, note);
    }

    private static IEnumerable<(string Reason, string Action, string Note, EventSeverity Severity)> Transitions(ModelDecision decision,
        ModelStatus status)
    {
        var before = decision.Observed.Model.Status;
        foreach (var condition in status.Conditions ?? [])
        {
            var last = before?.Conditions?.FirstOrDefault(other => other.Type == condition.Type);
            if (condition.Type is ConditionsPolicy.Reconciling or ConditionsPolicy.Stalled || Quiet.Contains(condition.Reason)) continue;
            if (last?.Status == condition.Status && last.Reason == condition.Reason) continue;

            // What was not available does not become unavailable.
            if (last?.Status != "True" && condition.Reason is ModelReasons.MinimumReplicasUnavailable or ModelReasons.RouterUnavailable)
                continue;
            var warning = condition.Status != "True" && !Deliberate.Contains(condition.Reason);
            yield return (condition.Reason, condition.Type, condition.Message, warning ? EventSeverity.Warning : EventSeverity.Normal);
        }

        if (decision.Sleep.Note is { } woken) yield return ("ScaledFromZero", "ScaleUp", woken, EventSeverity.Normal);
        foreach (var note in decision.Turn.Notes) yield return (note.Reason, "Rollout", note.Text, note.Severity);
        var (had, has) = (Shares(before?.Traffic), Shares(status.Traffic));
        var who = decision.Route.Provider == TrafficProvider.Router ? "the routers send" : "requests go";
        if (had != has && decision.State.Candidate is not null && decision.Facts.Rules.Steps.Count > 0)
            yield return ("TrafficWeightUpdated", "Rollout", $"{who} {has}", EventSeverity.Normal);
        foreach (var view in decision.Retained)
            if (view.Target is null && view.Wanted > 0 && decision.Scale.Replicas(view) == 0)
                yield return ("RevisionRetired", "ScaleDown",
                    $"{view.Name} has no traffic any more and was scaled to zero; going back to it brings it up again",
                    EventSeverity.Normal);
    }

    private static string Shares(IReadOnlyList<TrafficShare>? shares) => string.Join(", ", (shares ?? []).Select(share =>
        share.Mirror is { } mirror
            ? $"{share.Weight} % and copies of {mirror} % to {share.Revision}"
            : $"{share.Weight} % to {share.Revision}"));
}
