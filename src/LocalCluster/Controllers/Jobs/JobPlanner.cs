using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>
/// Decides what is to be done for a Job that has not ended. Pure. The order of the questions, the conditions and their words are those of
/// k8s.io/kubernetes/pkg/controller/job/job_controller.go.
/// </summary>
internal sealed class JobPlanner
{
    /// <summary>At most so many pods are made or withdrawn in one step; the writes bring the Job back for the rest.</summary>
    private const int Burst = 100;

    private readonly JobObservation seen;
    private readonly JobSpec spec;
    private readonly JsonObject status;
    private readonly JobTally tally;
    private readonly List<JsonObject> active;
    private readonly JobBackoff backoff;
    private readonly long succeeded;
    private readonly long failed;
    private DateTimeOffset? wake;

    private JobPlanner(JobObservation seen)
    {
        this.seen = seen;
        spec = JobSpec.Of(seen.Job);
        status = seen.Job.Map("status")?.Copy() ?? [];
        tally = new JobTally(status);
        var tracked = seen.Pods.Where(JobPods.IsTracked).ToList();
        tally.Settle(tracked.Select(pod => pod.Uid()).ToHashSet());
        active = [.. seen.Pods.Where(PodState.IsActive)];
        var fresh = tracked.Where(pod => !tally.Knows(pod)).ToList();
        var newSucceeded = fresh.Where(JobPods.Succeeded).ToList();
        var newFailed = fresh.Where(pod => JobPods.Failed(pod, spec)).ToList();
        succeeded = tally.Succeeded + newSucceeded.Count;
        failed = tally.Failed + newFailed.Count(pod => PodFailurePolicy.Counts(spec.FailurePolicy, pod));
        backoff = seen.Backoff.With(newSucceeded, newFailed);
    }

    public static JobPlan Plan(JobObservation seen) => new JobPlanner(seen).Plan();

    private JobPlan Plan()
    {
        // At a resumption before anything is judged: the deadline counts from there.
        var resumed = Conditions.IsTrue(seen.Job, JobCondition.Suspended);
        if (!spec.Suspended && (resumed || status["startTime"] is null)) status["startTime"] = seen.Now.ToApiTime();
        var plan = new JobPlan { Status = status, Backoff = backoff };
        string? transition = null;
        var end = Ending();
        if (end is not null)
        {
            plan = plan with { Delete = active };
        }
        else
        {
            if (!seen.Job.IsDeleting()) plan = Staff(plan);
            var left = active.Count - plan.Withdraw.Count + plan.Create;
            if (left == 0 && (spec.Completions is { } wanted ? succeeded >= wanted : succeeded > 0))
            {
                end = new ConditionState(
                    JobCondition.SuccessCriteriaMet, "True", "CompletionsReached", "Reached expected number of succeeded pods");
            }
            else if (!seen.Job.IsDeleting())
            {
                transition = NoteSuspension();
            }
        }

        var release = Count(end);
        if (end is not null && Conditions.Find(seen.Job, end.Type) is null) JobCondition.Set(status, end, seen.Now);
        WriteCounters(plan);
        var final = end is null ? null
            : end with { Type = end.Type == JobCondition.SuccessCriteriaMet ? JobCondition.Complete : JobCondition.Failed };
        return plan with { Release = release, End = final, Wake = wake, Transition = transition };
    }

    /// <summary>Why the Job comes to its end, or null.</summary>
    private ConditionState? Ending()
    {
        foreach (var type in (string[])[JobCondition.SuccessCriteriaMet, JobCondition.FailureTarget])
        {
            if (Conditions.Find(seen.Job, type) is { } decided && decided.Text("status") == "True")
                return new ConditionState(type, "True", decided.Text("reason"), decided.Text("message"));
        }

        var policy = seen.Pods.Where(pod => JobPods.Failed(pod, spec)).Select(pod => PodFailurePolicy.FailsJob(spec.FailurePolicy, pod))
            .FirstOrDefault(message => message is not null);
        if (policy is not null) return Failure("PodFailurePolicy", policy);
        if (failed > spec.BackoffLimit || TooManyRestarts())
            return Failure("BackoffLimitExceeded", "Job has reached the specified backoff limit");
        if (spec.ActiveDeadline is { } allowed && !spec.Suspended && status.Time("startTime") is { } started)
        {
            if (started + allowed <= seen.Now) return Failure("DeadlineExceeded", "Job was active longer than specified deadline");
            WakeAt(started + allowed);
        }

        return null;
    }

    private static ConditionState Failure(string reason, string message) => new(JobCondition.FailureTarget, "True", reason, message);

    private bool TooManyRestarts() =>
        spec.RestartsInPlace && JobPods.Restarts(seen.Pods) is > 0 and var restarts && restarts >= spec.BackoffLimit;

    /// <summary>Makes or withdraws pods.</summary>
    private JobPlan Staff(JobPlan plan)
    {
        if (spec.Suspended) return plan with { Withdraw = active };
        var wanted = spec.Completions is { } completions ? Math.Clamp(completions - succeeded, 0, spec.Parallelism)
            : succeeded > 0 ? active.Count
            : spec.Parallelism;
        var surplus = Math.Clamp(active.Count - wanted, 0, Burst);
        if (surplus > 0) return plan with { Withdraw = [.. PodState.CheapestToDeleteFirst(active).Take((int)surplus)] };

        var missing = wanted - active.Count - (spec.AwaitsTermination ? seen.Pods.Count(JobPods.IsTerminating) : 0);
        if (missing <= 0) return plan;
        if (backoff.NotBefore > seen.Now)
        {
            WakeAt(backoff.NotBefore);
            return plan;
        }

        return plan with { Create = (int)Math.Min(missing, Burst) };
    }

    private string? NoteSuspension()
    {
        var state = spec.Suspended
            ? new ConditionState(JobCondition.Suspended, "True", "JobSuspended", "Job suspended")
            : new ConditionState(JobCondition.Suspended, "False", "JobResumed", "Job resumed");
        if (!JobCondition.Set(status, state, seen.Now)) return null;
        return spec.Suspended ? "Suspended" : "Resumed";
    }

    /// <summary>Notes the ends that are new. Returns the pods that need not be held any longer.</summary>
    private List<JsonObject> Count(ConditionState? end)
    {
        var release = new List<JsonObject>();
        foreach (var pod in seen.Pods.Where(JobPods.IsTracked).TakeWhile(_ => !tally.IsFull))
        {
            var hasFailed = JobPods.Failed(pod, spec);
            if (!seen.Job.IsDeleting() && end is null && !JobPods.Succeeded(pod) && !hasFailed) continue;
            release.Add(pod);
            if (JobPods.Succeeded(pod)) tally.NoteSuccess(pod);
            else if ((hasFailed || end?.Type == JobCondition.FailureTarget) && PodFailurePolicy.Counts(spec.FailurePolicy, pod))
                tally.NoteFailure(pod);
        }

        return release;
    }

    private void WriteCounters(JobPlan plan)
    {
        var leaving = plan.Delete.Concat(plan.Withdraw).ToList();
        Set("active", active.Count - leaving.Count + plan.Create, keepZero: false);
        Set("ready", active.Count(PodState.IsReady) - leaving.Count(PodState.IsReady), keepZero: true);
        Set("terminating", seen.Pods.Count(JobPods.IsTerminating) + leaving.Count, keepZero: true);
        tally.Write();
    }

    private void Set(string counter, int value, bool keepZero)
    {
        if (value != 0 || keepZero) status[counter] = value;
        else status.Remove(counter);
    }

    private void WakeAt(DateTimeOffset time) => wake = wake is { } earlier && earlier < time ? earlier : time;
}
