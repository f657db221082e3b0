using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.RetrainPolicies.Triggers;

/// <summary>What the triggers say at one look.</summary>
/// <param name="Triggers">Each one's state, with what was dealt with.</param>
/// <param name="Pending">What asks once and is remembered until it gets a run: schedules, new data, people.</param>
/// <param name="Signals">What asks for as long as it is on: drift and performance. Not remembered.</param>
/// <param name="Skipped">What came and gets no run.</param>
/// <param name="Manual">The value of the annotation that is dealt with.</param>
/// <param name="Next">When a schedule is due next.</param>
internal sealed record TriggerReading(IReadOnlyList<TriggerStatus> Triggers, IReadOnlyList<PendingTrigger> Pending,
    IReadOnlyList<PendingTrigger> Signals, IReadOnlyList<(PendingTrigger Trigger, string Reason, string Message)> Skipped, string? Manual,
    DateTimeOffset? Next);
