using System.Text;
using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Resources;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Datasets;

/// <summary>
/// Decides when a Dataset's source is looked at, and records what a look found before its pod goes. Between looks nothing is asked of
/// anybody.
/// </summary>
public static class DatasetPlanner
{
    /// <summary>Makes the plan.</summary>
    public static Plan Plan(DatasetObserved observed)
    {
        var (dataset, status) = (observed.Dataset, observed.Dataset.Status ?? new());
        if (dataset.Metadata.DeletionTimestamp is not null || observed.Look is { Deleting: true }) return Runtime.Planning.Plan.Empty;
        if (DatasetRules.Check(dataset) is { } broken) return Report(observed, status, Invalid(broken));
        if (StorePlace.Of(observed, out var error) is not { } store) return Report(observed, status, Invalid(error!));
        if (Waiting(observed) is { } waiting) return Report(observed, status, waiting);
        if (dataset.Spec.Source.Preparation is null) return Look(observed, status, store, null, null);
        if (PreparationStep.Of(observed, out var missing) is not { } step)
            return Report(observed, status, new(DatasetConditions.Ready, null, DatasetReasons.WaitingForData, missing!));
        return PreparationPolicy.Result(observed, step) is { } prepared
            ? Look(observed, status, store, step, prepared)
            : Prepare(observed, status, store, step);
    }

    /// <summary>Runs the step, once.</summary>
    private static Plan Prepare(DatasetObserved observed, DatasetStatus status, StorePlace store, PreparationStep step)
    {
        if (observed.Dataset.Spec.Suspend == true && PreparationPolicy.Run(observed, step) is null)
            return Report(observed, status, Suspended(observed, status), step);
        var plan = Report(observed, status, PreparationPolicy.Verdict(observed, step, Standing(observed, status)), step);
        return PreparationPolicy.Run(observed, step) is not null ? plan
            : plan with { Effects = [.. plan.Effects, .. Objects(observed, store), step.Run(observed, store)] };
    }

    private static Plan Look(
        DatasetObserved observed, DatasetStatus status, StorePlace store, PreparationStep? step, PreparedData? prepared)
    {
        var dataset = observed.Dataset;
        if (DatasetPlaces.Of(observed, store, prepared, out var error) is not { } places)
            return Report(observed, status, Invalid(error!));

        // What was looked for is no longer what is asked: the result would be of no use.
        var digest = SpecDigest.Of(observed, step?.Digest);
        if (observed.Look is { } look && look.SpecDigest == digest)
        {
            if (look.EndTime is null) return Looking(observed, status, look, step);
            (status, var found) = LookRecord.Of(dataset, look, prepared?.Lineage);
            return Report(observed, status, found, step, isScheduled: true);
        }

        if (observed.Look is not null) return Report(observed, status, Standing(observed, status), step);
        if (CheckPolicy.Waiting(status, digest) is { } waiting && Check(observed, status, store, step, waiting) is { } checking)
            return checking;
        if (dataset.Spec.Suspend == true) return Report(observed, status, Suspended(observed, status), step);
        if (!Due(observed, status, digest)) return Report(observed, status, Standing(observed, status), step, isScheduled: true);
        var length = Encoding.UTF8.GetByteCount(LookTask.Build(observed, places, digest).ToJsonString());
        if (length > LookTask.MaxBytes)
            return Report(observed, status, Invalid(
                $"spec.columns and spec.checks make a task of {length} bytes; at most {LookTask.MaxBytes} are allowed: shorten them"));
        var plan = Report(observed, status, Standing(observed, status), step);
        return plan with { Effects = [.. plan.Effects, .. Objects(observed, store), Pod(observed, places, digest)] };
    }

    /// <summary>Shows that the API server refused something.</summary>
    public static Plan Refused(DatasetObserved observed, string message) => Report(observed, observed.Dataset.Status ?? new(),
        new(DatasetConditions.Ready, false, DatasetReasons.ResourceRefused, message));

    /// <summary>Runs the containers of checks, or enters what they answered; null while they wait for their next time.</summary>
    private static Plan? Check(
        DatasetObserved observed, DatasetStatus status, StorePlace store, PreparationStep? step, DatasetVersion version)
    {
        var pod = observed.Checks;
        if (pod is null)
        {
            if (Due(observed, status, version.SpecDigest!)) return null;
            var plan = Report(observed, status, LookRecord.Of(observed.Dataset, status), step);
            return CheckPolicy.Pod(observed, store, version) is { } created
                ? plan with { Effects = [.. plan.Effects, .. Objects(observed, store), created] }
                : plan;
        }

        // A pod for another version or spec is of no use; it goes, and the next one comes.
        if (pod.Deleting || pod.SpecDigest != version.SpecDigest || pod.Version != version.Digest)
            return Report(observed, status, LookRecord.Of(observed.Dataset, status), step);
        if (pod.EndTime is null)
        {
            var verdict = LookRecord.Of(observed.Dataset, status);
            return Kept(Report(observed, status, pod.Problem is { } problem ? verdict with { Message = problem } : verdict, step), pod);
        }

        var retry = CheckPolicy.Retry(pod);
        if (status.CheckFailures == pod.Attempt && retry <= observed.Now)
            return Report(observed, status, CheckPolicy.Error(status, pod), step);
        status = CheckPolicy.Record(observed.Dataset, status, pod);
        if (pod.Problem is null) return Report(observed, status, LookRecord.Of(observed.Dataset, status), step, isScheduled: true);
        var waits = Kept(Report(observed, status, CheckPolicy.Error(status, pod), step, isScheduled: true), pod);
        var wait = Positive(retry - observed.Now);
        return waits with { WakeAfter = waits.WakeAfter is { } wake && wake < wait ? wake : wait };
    }

    private static Plan Kept(Plan plan, CheckFact pod) => plan with { Prune = plan.Prune! with { Keep = [.. plan.Prune.Keep, pod.Name] } };

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static bool Due(DatasetObserved observed, DatasetStatus status, string digest)
    {
        var next = LookSchedule.Next(observed.Dataset, status);

        // After a failure, too, a change is obeyed at once; the same again waits for its time.
        return status.LastCheckTime is null || next <= observed.Now || status.SpecDigest != digest
            || LookSchedule.IsAsked(observed.Dataset);
    }

    private static Apply Pod(DatasetObserved observed, DatasetPlaces places, string digest) =>
        new(ResourceType.Of<V1Pod>(), LookPod.Build(observed, places, digest));

    private static IEnumerable<Effect> Objects(DatasetObserved observed, StorePlace store)
    {
        var space = observed.Dataset.Metadata.NamespaceProperty;
        if (!observed.AccountExists) yield return new Apply(ResourceType.Of<V1ServiceAccount>(), TrainingObjects.Account(space));
        if (store.Claim is { } claim && !observed.StoreClaimExists)
            yield return new Apply(ResourceType.Of<V1PersistentVolumeClaim>(),
                TrainingObjects.StoreClaim(space, claim, observed.Training));
    }

    private static Plan Looking(DatasetObserved observed, DatasetStatus status, LookFact look, PreparationStep? step)
    {
        var verdict = Standing(observed, status);
        if (look.Problem is { } problem && verdict.Holds is null) verdict = verdict with { Message = problem };
        var plan = Report(observed, status, verdict, step);
        return plan with { Prune = plan.Prune! with { Keep = [.. plan.Prune.Keep, look.Name] } };
    }

    private static Verdict? Waiting(DatasetObserved observed)
    {
        if (observed.Circle is { Count: > 1 } circle)
            return Invalid($"Datasets {string.Join(", ", circle)} wait for each other, so none of them would ever have a version;"
                + " two sets are disjoint as soon as one of them is checked: remove disjointFrom, or the input, from one of them");
        foreach (var check in observed.Dataset.Spec.Checks ?? [])
        {
            if (check.DisjointFrom?.Dataset is not { } name) continue;
            if (!observed.References.TryGetValue(name, out var reference))
                return new(DatasetConditions.Ready, null, DatasetReasons.WaitingForData,
                    $"spec.checks: {check.Name}: {MissingData.Words(name, null, observed.AbsentDatasets)}");
            if (reference.Format is null)
                return Invalid($"spec.checks: {check.Name}: Dataset {name} has no spec.format, so its rows cannot be read");
            if (LookTask.UriOf(reference, observed.Settings.AllowFileUris) is null)
                return Invalid($"spec.checks: {check.Name}: Dataset {name} has its version at {reference.Version.Uri}, which is refused");
        }

        return null;
    }

    /// <summary>The answer stays what it was until a look gives another; what stood in a look's way no longer does.</summary>
    private static Verdict Standing(DatasetObserved observed, DatasetStatus status)
    {
        var before = Ready(observed);
        var stays = before?.Reason is DatasetReasons.SourceUnavailable or DatasetReasons.InvalidData
            || (before?.Reason == DatasetReasons.ResourceRefused && observed.Look is null);
        return stays ? new(DatasetConditions.Ready, false, before!.Reason, before.Message) : LookRecord.Of(observed.Dataset, status);
    }

    private static Verdict Suspended(DatasetObserved observed, DatasetStatus status) => status.Versions is { Count: > 0 }
        ? Standing(observed, status)
        : new(DatasetConditions.Ready, null, DatasetReasons.Suspended, "spec.suspend is true; nothing is looked at");

    private static Verdict Invalid(string message) => new(DatasetConditions.Ready, false, DatasetReasons.InvalidSpec, message);

    private static V1Condition? Ready(DatasetObserved observed) =>
        observed.Dataset.Status?.Conditions?.FirstOrDefault(condition => condition.Type == DatasetConditions.Ready);

    private static Plan Report(
        DatasetObserved observed, DatasetStatus status, Verdict verdict, PreparationStep? step = null, bool isScheduled = false)
    {
        var (dataset, subject, before) = (observed.Dataset, ObjectReference.To(observed.Dataset), Ready(observed));
        var next = dataset.Spec.Suspend == true || !isScheduled ? null : LookSchedule.Next(dataset, status);
        var history = dataset.Spec.History ?? DatasetDefaults.History;
        var after = status with
        {
            ObservedGeneration = dataset.Metadata.Generation,
            NextCheckTime = next,
            Versions = status.Versions is { } versions ? VersionList.Trim(versions, history) : null,
            Conditions = Conditions.Update(dataset.Status?.Conditions, [verdict], dataset.Metadata.Generation, observed.Now),
        };
        List<Effect> effects = [];
        var newest = after.Versions is [var first, ..] ? first.Digest : null;
        var changed = newest != (dataset.Status?.Versions is [var last, ..] ? last.Digest : null);
        if (before?.Reason != verdict.Reason || changed)
            effects.Add(new Emit(subject, verdict.Holds == false ? EventSeverity.Warning : EventSeverity.Normal, verdict.Reason, "Look",
                Note(dataset, verdict)));
        effects.Add(new PatchStatus(subject.Type, subject.Key, JsonSerializer.SerializeToNode(after, CrdJson.Options)!.AsObject()));
        return new()
        {
            Effects = effects,
            Prune = new(dataset.Metadata.Uid, [ResourceType.Of<V1Pod>(), ResourceType.Of<TrainingRun>()]) { Keep = Runs(observed, step) },
            WakeAfter = next is { } time ? time > observed.Now ? time - observed.Now : TimeSpan.Zero : null,
        };
    }

    // While it is not known what is wanted, nothing that runs is ended.
    private static IReadOnlyList<string> Runs(DatasetObserved observed, PreparationStep? step) => step is not null ? [step.RunName]
        : observed.Dataset.Spec.Source.Preparation is null ? [] : [.. observed.Runs.Select(run => run.Metadata.Name)];

    private static string Note(Dataset dataset, Verdict verdict) => verdict.Holds != false || dataset.Spec.Owner is not { } owner
        ? verdict.Message
        : $"{verdict.Message} (owner: {owner.Team}{(owner.Contact is { } contact ? $", {contact}" : "")})";
}
