using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Sleeping;

/// <summary>Whether a Model has no replicas because nobody asks for it.</summary>
/// <param name="Asleep">It has none.</param>
/// <param name="Status">What the status is to remember; null where the spec does not ask for it.</param>
/// <param name="Look">When time alone may change that.</param>
/// <param name="Note">What has just happened, for an event.</param>
internal sealed record SleepDecision(bool Asleep, ActivityStatus? Status, DateTimeOffset? Look = null, string? Note = null)
{
    /// <summary>The spec does not ask for it.</summary>
    public static SleepDecision None { get; } = new(false, null);
}
