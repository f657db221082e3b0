using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Planning;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns.Planning;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Experiments;

/// <summary>
/// Decides about an Experiment. What is decided is written before it is done: the records of new runs with their parameters, then the
/// status, then the runs. After a crash anywhere the next look makes the runs that the records name, and no others. An Experiment that has
/// ended is not looked at again until its spec changes, but for its history and its time to live.
/// </summary>
public static class ExperimentPlanner
{
    /// <summary>Makes the plan.</summary>
    public static Plan Plan(ExperimentObserved observed)
    {
        var experiment = observed.Experiment;
        if (Succeeded(experiment) is { Status: not "Unknown" } && experiment.Status!.ObservedGeneration == experiment.Metadata.Generation)
            return Rest(observed);
        var seed = experiment.Status?.Seed ?? experiment.Spec.Seed ?? RunSources.SeedOf(experiment.Metadata.Uid);
        var status = (experiment.Status ?? new()) with { Seed = seed };
        if (ExperimentCheck.Problem(observed, seed) is { } problem)
            return Show(observed, status, new(ExperimentConditions.Succeeded, false, ExperimentReasons.InvalidSpec, problem), [], [], null);
        var decision = Decide(observed, status);
        var ended = decision.Verdict.Holds is not null;
        return Show(observed, StatusPolicy.Update(experiment, decision.Status, decision.State), decision.Verdict,
            RecordPages.Changed(experiment, observed.Records, decision.State.Views.Select(view => view.Record)),
            [.. decision.Effects, .. HistoryPolicy.Remove(experiment, decision.State, ended)],
            ended ? TimeToLive(observed, decision.Status) : decision.WakeAfter);
    }

    /// <summary>Shows that the API server refused something.</summary>
    public static Plan Refused(ExperimentObserved observed, string message)
    {
        if (Succeeded(observed.Experiment) is { Status: not "Unknown" }) return Runtime.Planning.Plan.Empty;
        return Show(observed, observed.Experiment.Status ?? new(),
            new(ExperimentConditions.Succeeded, null, ExperimentReasons.ResourceRefused, message), [], [], null);
    }

    private static ExperimentDecision Decide(ExperimentObserved observed, ExperimentStatus status)
    {
        var (experiment, state) = (observed.Experiment, SearchState.Of(observed));
        // What is under way when an end is decided cannot take it back; a changed spec can.
        if (status.End is { } reason && status.ObservedGeneration == experiment.Metadata.Generation)
            return EndingPolicy.Decide(observed, status, state, Decided(observed, state, reason));
        status = status with { End = null };
        if (EndPolicy.Decide(observed, state) is { } end) return EndingPolicy.Decide(observed, status, state, end);
        var going = RunningPolicy.Decide(observed, status, state);
        return going.Status.End is null ? going with { Status = going.Status with { CompletionTime = null } } : going;
    }

    private static SearchEnd Decided(ExperimentObserved observed, SearchState state, string reason) =>
        new[] { EndPolicy.Decide(observed, state), EndPolicy.Finished(observed.Experiment.Spec, state, "there is nothing left to try") }
            .FirstOrDefault(end => end?.Reason == reason) ?? new(reason, "it was decided before the last runs ended");

    /// <summary>After its end: runs beyond the history go, and after its time to live the Experiment, and with it what it owns.</summary>
    private static Plan Rest(ExperimentObserved observed)
    {
        var (experiment, reference) = (observed.Experiment, ObjectReference.To(observed.Experiment));
        var (tracking, record) = Track(observed, experiment.Status!);
        List<Effect> effects = [];
        if (tracking != experiment.Status!.Tracking) effects.Add(Write(reference, experiment.Status with { Tracking = tracking }));
        if (record is not null) effects.Add(record);
        effects.AddRange(HistoryPolicy.Remove(experiment, SearchState.Of(observed), ended: true));
        if (TimeToLive(observed, experiment.Status) is not { } rest) return new() { Effects = effects };
        var left = TrackingPolicy.Keep(tracking, observed.TrackingServer, rest);
        return left > TimeSpan.Zero
            ? new() { Effects = effects, WakeAfter = left }
            : new() { Effects = [new Delete(reference.Type, reference.Key, reference.Uid)] };
    }

    private static TimeSpan? TimeToLive(ExperimentObserved observed, ExperimentStatus status) =>
        observed.Experiment.Spec.TtlAfterFinished is { } ttl && ttl.TryGetTimeSpan(out var kept) && status.CompletionTime is { } ended
            ? ended + kept - observed.Now
            : null;

    private static V1Condition? Succeeded(Experiment experiment) =>
        experiment.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ExperimentConditions.Succeeded);

    private static Plan Show(ExperimentObserved observed, ExperimentStatus status, Verdict verdict, IEnumerable<Effect> records,
        IReadOnlyList<Effect> effects, TimeSpan? wake)
    {
        var (experiment, reference) = (observed.Experiment, ObjectReference.To(observed.Experiment));
        status = status with
        {
            ObservedGeneration = experiment.Metadata.Generation,
            Conditions = Conditions.Update(experiment.Status?.Conditions, [verdict], experiment.Metadata.Generation, observed.Now),
        };
        var (tracking, record) = Track(observed, status);
        status = status with { Tracking = tracking };
        List<Effect> all = [.. records];
        if (Succeeded(experiment)?.Reason != verdict.Reason)
        {
            var severity = verdict.Holds == false || verdict.Reason == ExperimentReasons.ResourceRefused
                ? EventSeverity.Warning : EventSeverity.Normal;
            all.Add(new Emit(reference, severity, verdict.Reason, "Search", verdict.Message));
        }

        all.Add(Write(reference, status));
        all.AddRange(effects);
        if (record is not null) all.Add(record);
        return new() { Effects = all, WakeAfter = wake };
    }

    private static (TrainingTracking? Tracking, External? Record) Track(ExperimentObserved observed, ExperimentStatus status) =>
        TrackingPolicy.Decide(status.Tracking, observed.Tracking,
            observed.TrackingServer is { } server ? ExperimentRecord.Of(observed.Experiment, status, server, observed.Now) : null);

    private static PatchStatus Write(ObjectReference reference, ExperimentStatus status) =>
        new(reference.Type, reference.Key, JsonSerializer.SerializeToNode(status, CrdJson.Options)!.AsObject());
}
