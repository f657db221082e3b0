using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers.GarbageCollection;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>Runs Jobs: makes their pods, counts how they end, and ends the Job.</summary>
public sealed class JobController(IClusterApi api, TimeProvider time, ILogger log) : ObjectController<ObjectKey>("job", api, time, log)
{
    private const string OwnName = "kubernetes.io/job-controller";
    private static readonly TimeSpan RefusalPause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<ObjectKey, (string Uid, JobBackoff Backoff)> backoffs = [];
    private readonly EventRecorder events = new(api, time, log, "job-controller");

    /// <inheritdoc />
    public override void Start()
    {
        foreach (var job in Api.List(KnownResources.Jobs)) Enqueue(job.Key());
        foreach (var pod in Api.List(KnownResources.Pods)) EnqueueOwner(pod);
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Jobs)
        {
            Enqueue(change.Object.Key());
        }
        else if (change.Resource == KnownResources.Pods)
        {
            EnqueueOwner(change.Object);
            if (change.Previous is not null) EnqueueOwner(change.Previous);
        }
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        var job = Api.Get(KnownResources.Jobs, key.Namespace, key.Name);
        var candidates = Api.List(KnownResources.Pods, key.Namespace).Where(pod => MayBelong(pod, key.Name)).ToList();
        ReleaseStrays(key, job, candidates);
        if (job is null || job.Text("spec", "managedBy") is not (null or OwnName) || JobCondition.IsFinished(job))
        {
            backoffs.Remove(key);
            return;
        }

        var pods = Claim(job, candidates);
        var backoff = backoffs.TryGetValue(key, out var known) && known.Uid == job.Uid() ? known.Backoff : JobBackoff.None;
        Carry(job, pods, JobPlanner.Plan(new JobObservation(job, pods, backoff, Time.GetUtcNow())));
    }

    private void EnqueueOwner(JsonObject pod)
    {
        var owner = Owners.Controller(pod);
        var name = owner is null ? pod.Text("metadata", "labels", JobPods.JobNameLabel)
            : owner.Text("kind") == "Job" ? owner.Text("name") : null;
        if (name is not null) Enqueue(new ObjectKey(pod.Namespace(), name));
    }

    /// <summary>Lets go of pods whose Job is gone or has ended, or that were taken from it: nobody counts them any more.</summary>
    private void ReleaseStrays(ObjectKey key, JsonObject? job, List<JsonObject> candidates)
    {
        var current = job is null || JobCondition.IsFinished(job) ? null : job;
        foreach (var pod in candidates.Where(JobPods.IsTracked))
        {
            var owner = Owners.Controller(pod);
            var mine = owner is not null || pod.Text("metadata", "labels", JobPods.JobNameLabel) == key.Name;
            var adoptable = owner is null && !pod.IsDeleting() && current?.IsDeleting() == false && Selects(current, pod);
            if (mine && !adoptable && (current is null || owner?.Text("uid") != current.Uid())) Release(pod);
        }
    }

    /// <summary>The Job is its owner, or it has none and the Job might become it.</summary>
    private static bool MayBelong(JsonObject pod, string job) =>
        Owners.Controller(pod) is not { } owner || (owner.Text("name") == job && owner.Text("kind") == "Job");

    private static bool Selects(JsonObject job, JsonObject pod) =>
        LabelSelector.Matches(job.Map("spec", "selector"), pod.TextMap("metadata", "labels"));

    /// <summary>The Job's pods: orphans that match are adopted, pods whose labels no longer match are let go.</summary>
    private List<JsonObject> Claim(JsonObject job, List<JsonObject> candidates)
    {
        var claimed = new List<JsonObject>();
        foreach (var pod in candidates)
        {
            var mine = Owners.IsControlledBy(pod, job);
            if (mine && Selects(job, pod))
            {
                claimed.Add(pod);
            }
            else if (mine && !job.IsDeleting())
            {
                Change(pod, copy => Finalizers.Remove(copy, JobPods.Tracking) | copy.Map("metadata")!.Remove("ownerReferences"));
            }
            else if (!mine && Owners.Controller(pod) is null && !job.IsDeleting() && !pod.IsDeleting() && Selects(job, pod))
            {
                var reference = Owners.ControllerReference(job, "batch/v1", "Job");
                if (Change(pod, copy => Adopt(copy, reference)) is { } adopted) claimed.Add(adopted);
            }
        }

        return claimed;
    }

    private static bool Adopt(JsonObject pod, JsonObject reference)
    {
        if (!Owners.Adopt(pod, reference)) return false;
        // One that has ended and is not held was counted before.
        if (!PodState.HasEnded(pod)) Finalizers.Add(pod, JobPods.Tracking);
        return true;
    }

    private void Carry(JsonObject job, List<JsonObject> pods, JobPlan plan)
    {
        foreach (var pod in plan.Withdraw)
        {
            Release(pod);
            Delete(job, pod);
        }

        foreach (var pod in plan.Delete) Delete(job, pod);
        var refused = plan.Create - Create(job, plan.Create);
        if (refused > 0) plan.Status["active"] = (plan.Status.Number("active") ?? 0) - refused;
        WriteStatus(job, plan.Status);
        backoffs[job.Key()] = (job.Uid(), plan.Backoff);
        if (plan.Transition is { } transition) events.Normal(job, transition, $"Job {transition.ToLowerInvariant()}");

        foreach (var pod in plan.Release) Release(pod);
        Conclude(job, pods, plan);
        if (plan.Wake is { } wake) EnqueueAt(job.Key(), wake);
    }

    /// <summary>Counts what was noted and, once nothing of the Job runs, writes its end.</summary>
    private void Conclude(JsonObject job, List<JsonObject> pods, JobPlan plan)
    {
        var status = plan.Status.Copy();
        var tally = new JobTally(status);
        var released = plan.Release.Select(pod => pod.Uid()).ToHashSet();
        var held = pods.Where(pod => JobPods.IsTracked(pod) && !released.Contains(pod.Uid())).Select(pod => pod.Uid()).ToHashSet();
        tally.Settle(held);
        tally.Write();
        var over = plan.End is not null && held.Count == 0 && status.Number("terminating") is null or 0;
        if (over)
        {
            var now = Time.GetUtcNow();
            JobCondition.Set(status, plan.End!, now);
            if (plan.End!.Type == JobCondition.Complete) status["completionTime"] = now.ToApiTime();
        }

        WriteStatus(job, status);
        if (!over) return;
        if (plan.End!.Type == JobCondition.Complete) events.Normal(job, "Completed", "Job completed");
        else events.Warning(job, plan.End.Reason!, plan.End.Message!);
    }

    private int Create(JsonObject job, int count)
    {
        for (var made = 0; made < count; made++)
        {
            try
            {
                var pod = Api.Create(KnownResources.Pods, NewPod(job));
                events.Normal(job, "SuccessfulCreate", $"Created pod: {pod.Name()}");
            }
            catch (ApiException refusal)
            {
                events.Warning(job, "FailedCreate", $"Error creating: {refusal.Message}");
                EnqueueAt(job.Key(), Time.GetUtcNow() + RefusalPause);
                return made;
            }
        }

        return count;
    }

    private static JsonObject NewPod(JsonObject job)
    {
        var metadata = job.Map("spec", "template", "metadata")?.Copy() ?? [];
        metadata.Remove("name");
        metadata.Remove("creationTimestamp");
        metadata["generateName"] = job.Name() + "-";
        metadata["namespace"] = job.Namespace();
        metadata["ownerReferences"] = new JsonArray(Owners.ControllerReference(job, "batch/v1", "Job"));
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = job.Map("spec", "template", "spec")?.Copy() ?? [],
        };
        Finalizers.Add(pod, JobPods.Tracking);
        return pod;
    }

    private void Delete(JsonObject job, JsonObject pod)
    {
        if (Api.Delete(KnownResources.Pods, pod.Namespace(), pod.Name(), pod.Uid()))
            events.Normal(job, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
    }

    private void Release(JsonObject pod) => Change(pod, copy => Finalizers.Remove(copy, JobPods.Tracking));

    private JsonObject? Change(JsonObject pod, Func<JsonObject, bool> change) =>
        Api.Mutate(KnownResources.Pods, pod.Namespace(), pod.Name(), copy => copy.Uid() == pod.Uid() && change(copy));

    private void WriteStatus(JsonObject job, JsonObject status) =>
        Api.Mutate(KnownResources.Jobs, job.Namespace(), job.Name(), copy =>
        {
            if (copy.Uid() != job.Uid() || JsonNode.DeepEquals(copy["status"], status)) return false;
            copy["status"] = status.DeepClone();
            return true;
        }, "status");
}
