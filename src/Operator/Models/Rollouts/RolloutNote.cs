using Modelwright.Runtime.Events;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>Something that happened in a rollout, for an event.</summary>
/// <param name="Reason">One word.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Warning">A person may want to know at night.</param>
internal sealed record RolloutNote(string Reason, string Text, bool Warning = false)
{
    /// <summary>As events have it.</summary>
    public EventSeverity Severity => Warning ? EventSeverity.Warning : EventSeverity.Normal;
}
