using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>
/// What is to be done for a Job now, in this order: pods deleted and made, the status written, finalizers taken off, the end written.
/// </summary>
internal sealed record JobPlan
{
    /// <summary>The status, with the pods whose end is about to be counted.</summary>
    public required JsonObject Status { get; init; }

    /// <summary>Pods to delete whose end is counted as the Job's end demands.</summary>
    public IReadOnlyList<JsonObject> Delete { get; init; } = [];

    /// <summary>Pods to delete that count as if they had never been: of a suspended Job, or more than are wanted.</summary>
    public IReadOnlyList<JsonObject> Withdraw { get; init; } = [];

    /// <summary>How many pods to make.</summary>
    public int Create { get; init; }

    /// <summary>Pods that have been counted, or never will be.</summary>
    public IReadOnlyList<JsonObject> Release { get; init; } = [];

    /// <summary>The condition that ends the Job once nothing of it runs, or null.</summary>
    public ConditionState? End { get; init; }

    /// <summary>The failures so far.</summary>
    public required JobBackoff Backoff { get; init; }

    /// <summary>When to look again, if nothing happens before.</summary>
    public DateTimeOffset? Wake { get; init; }

    /// <summary>Set when the Job was suspended or resumed just now: <c>Suspended</c> or <c>Resumed</c>.</summary>
    public string? Transition { get; init; }
}
