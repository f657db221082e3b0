using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers.GarbageCollection;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>What a Job's controller asks of a pod.</summary>
internal static class JobPods
{
    /// <summary>Holds a pod until its end has been counted.</summary>
    public const string Tracking = "batch.kubernetes.io/job-tracking";

    public const string JobNameLabel = "batch.kubernetes.io/job-name";

    public static bool IsTracked(JsonObject pod) => Finalizers.Has(pod, Tracking);

    public static bool Succeeded(JsonObject pod) => PodState.Phase(pod) == "Succeeded";

    /// <summary>A pod that is being deleted counts as failed at once, unless the Job waits for its end.</summary>
    public static bool Failed(JsonObject pod, JobSpec spec) =>
        PodState.Phase(pod) == "Failed" || (!spec.AwaitsTermination && pod.IsDeleting() && !Succeeded(pod));

    public static bool IsTerminating(JsonObject pod) => pod.IsDeleting() && !PodState.HasEnded(pod);

    /// <summary>
    /// When a pod ended: when its last container did, else when it ceased to be ready, else when its deletion was asked for, else when it
    /// was made (k8s.io/kubernetes/pkg/controller/job/backoff_utils.go).
    /// </summary>
    public static DateTimeOffset FinishedAt(JsonObject pod)
    {
        var sidecars = pod.Items("spec", "initContainers").Where(init => init.Text("restartPolicy") == "Always")
            .Select(init => init.Text("name")).ToHashSet();
        var ends = pod.Items("status", "containerStatuses")
            .Concat(pod.Items("status", "initContainerStatuses").Where(status => sidecars.Contains(status.Text("name"))))
            .Select(status => status.Time("state", "terminated", "finishedAt")).ToList();
        if (ends.Count > 0 && !ends.Contains(null)) return ends.Max()!.Value;
        if (Conditions.Find(pod, "Ready") is { } ready && ready.Text("status") == "False" && ready.Time("lastTransitionTime") is { } since)
            return since;
        if (pod.Time("metadata", "deletionTimestamp") is { } deleted)
            return deleted - TimeSpan.FromSeconds(pod.Number("metadata", "deletionGracePeriodSeconds") ?? 0);
        return pod.Time("metadata", "creationTimestamp") ?? DateTimeOffset.MinValue;
    }

    /// <summary>How often the containers of the pods that still live were restarted.</summary>
    public static long Restarts(IEnumerable<JsonObject> pods) => pods.Where(pod => PodState.Phase(pod) is "Running" or "Pending")
        .Sum(pod => PodState.Restarts(pod) + pod.Items("status", "initContainerStatuses").Sum(c => c.Number("restartCount") ?? 0));
}
