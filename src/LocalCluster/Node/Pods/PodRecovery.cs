using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Containers;

namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>What a new host knows of pods that an earlier one ran: counts go on, and what ran then has failed.</summary>
internal static class PodRecovery
{
    private const int Killed = 137;

    private static readonly ConditionState Disrupted =
        new("DisruptionTarget", "True", "TerminationByKubelet", "The node that ran the pod was stopped");

    /// <summary>What is shown of a pod that was lost with the node, as after a graceful shutdown of a kubelet's machine.</summary>
    public static PodFailure Lost { get; } = new("Terminated", "The node that ran the pod was stopped", TimeSpan.Zero);

    /// <summary>
    /// Whether the pod was lost to the node's end: something of it ran that may not be started again. Where only sidecars ran, before the
    /// pod's own containers did, it begins anew.
    /// </summary>
    public static bool IsLost(JsonObject pod)
    {
        if (pod.Text("spec", "restartPolicy") != "Never") return false;
        var sidecars = pod.Items("spec", "initContainers").Where(spec => spec.Text("restartPolicy") == "Always")
            .Select(spec => spec.Text("name")).ToHashSet();
        var inits = pod.Items("status", "initContainerStatuses").ToList();
        var apps = pod.Items("status", "containerStatuses").ToList();
        if (inits.Any(status => Runs(status) && !sidecars.Contains(status.Text("name")))) return true;
        var begun = apps.Any(status => Runs(status) || status.Map("state", "terminated") is not null);
        return begun && inits.Concat(apps).Any(Runs);
    }

    public static void Resume(JsonObject pod, IEnumerable<ContainerWorker> containers, DateTimeOffset now)
    {
        var statuses = pod.Items("status", "initContainerStatuses").Concat(pod.Items("status", "containerStatuses"))
            .ToLookup(status => status.Text("name"));
        var lost = IsLost(pod);
        foreach (var container in containers)
        {
            if (statuses[container.Name].FirstOrDefault() is not { } status) continue;
            var keeps = lost || container.Role == ContainerRole.App;
            container.Resume((int)(status.Number("restartCount") ?? 0), LastRun(status, keeps, now), status.Text("imageID"));
        }
    }

    /// <summary>An address that is no longer its own must not be offered to anyone.</summary>
    public static bool MarkNotReady(JsonObject pod, DateTimeOffset now)
    {
        if (pod.At("status", "conditions") is not JsonArray conditions) return false;
        var before = conditions.DeepClone();
        Conditions.Set(conditions, new ConditionState("ContainersReady", "False", "NodeRestarted"), now);
        Conditions.Set(conditions, new ConditionState("Ready", "False", "NodeRestarted"), now);
        // What cannot be started again is lost to the node's end, not to a fault of its own: as at a graceful shutdown of a node.
        if (IsLost(pod)) Conditions.Set(conditions, Disrupted, now);
        return !JsonNode.DeepEquals(before, conditions);
    }

    private static bool Runs(JsonObject status) => status.Map("state", "running") is not null;

    private static Termination? LastRun(JsonObject status, bool keeps, DateTimeOffset now)
    {
        var id = status.Text("containerID") ?? "";
        if (status.Map("state", "running") is { } running)
        {
            return new Termination(id, Killed, null, "ContainerStatusUnknown", "The container ended together with the node that ran it",
                running.Time("startedAt") ?? now, now);
        }

        // Init containers that had finished run again, as after any restart of a node, unless the pod is lost.
        if (!keeps || status.Map("state", "terminated") is not { } ended) return null;
        return new Termination(id, (int)(ended.Number("exitCode") ?? 0), (int?)ended.Number("signal"), ended.Text("reason") ?? "",
            ended.Text("message") ?? "", ended.Time("startedAt") ?? now, ended.Time("finishedAt") ?? now);
    }
}
