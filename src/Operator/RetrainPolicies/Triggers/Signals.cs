using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.RetrainPolicies.Triggers;

/// <summary>
/// What a Model's monitoring says, as a trigger reads it. Only what it says of the revision that serves counts: after a promotion the
/// figures of the version before are no reason to train again.
/// </summary>
internal static class Signals
{
    /// <summary>Drift.</summary>
    public static SignalFact? Of(Model? model, DriftStatus? drift) => drift is null ? null
        : Served(model, drift.Revision) ?? new(drift.State switch
        {
            DriftState.Drift => TriggerState.Firing,
            DriftState.NoDrift => TriggerState.Idle,
            _ => TriggerState.Unknown,
        }, drift.Since, drift.Message ?? $"{drift.State}");

    /// <summary>Measured performance.</summary>
    public static SignalFact? Of(Model? model, PerformanceStatus? performance) => performance is null ? null
        : Served(model, performance.Revision) ?? new(performance.State switch
        {
            PerformanceState.Degraded => TriggerState.Firing,
            PerformanceState.Ok => TriggerState.Idle,
            _ => TriggerState.Unknown,
        }, performance.Since, performance.Message ?? $"{performance.State}");

    private static SignalFact? Served(Model? model, string? revision) => revision == model?.Status?.StableRevision ? null
        : new(TriggerState.Unknown, null, $"what is known is of {revision ?? "no revision"}, not of the one that serves");
}
