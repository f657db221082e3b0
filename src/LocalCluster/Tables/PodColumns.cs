using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;

namespace Modelwright.LocalCluster.Tables;

/// <summary>What <c>kubectl get pods</c> prints (k8s.io/kubernetes/pkg/printers/internalversion).</summary>
internal static class PodColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Ready", Ready),
        CommonColumns.Of("Status", Status),
        new TableColumn("Restarts", (pod, now) => Restarts(pod, now)),
        CommonColumns.Age,
        CommonColumns.Wide(CommonColumns.Text("IP", "status", "podIP")),
        CommonColumns.Wide(CommonColumns.Text("Node", "spec", "nodeName")),
        CommonColumns.Wide(CommonColumns.Text("Nominated Node", "status", "nominatedNodeName")),
        CommonColumns.Wide(CommonColumns.Of("Readiness Gates", _ => null)),
    ];

    private static string Ready(JsonObject pod)
    {
        var ready = pod["status"].Objects("containerStatuses")
            .Count(status => status.Flag("ready") == true && status.Child("state", "running") is not null);
        var total = pod["spec"].Objects("containers").Count();
        foreach (var sidecar in pod["spec"].Objects("initContainers").Where(IsSidecar))
        {
            total++;
            if (pod["status"].Objects("initContainerStatuses")
                .Any(one => one.Text("name") == sidecar.Text("name") && one.Flag("ready") == true))
                ready++;
        }

        return $"{ready}/{total}";
    }

    private static string Status(JsonObject pod)
    {
        var reason = pod.Text("status", "reason") ?? pod.Text("status", "phase") ?? "Unknown";
        reason = Initializing(pod) ?? Running(pod, reason);
        if (pod.Text("metadata", "deletionTimestamp") is null) return reason;
        if (pod.Text("status", "reason") == "NodeLost") return "Unknown";
        return pod.Text("status", "phase") is "Succeeded" or "Failed" ? reason : "Terminating";
    }

    // The first init container that has not done its work says how far the pod is.
    private static string? Initializing(JsonObject pod)
    {
        // Its sidecars may have ended since.
        if (HasCondition(pod, "Initialized")) return null;
        var specs = pod["spec"].Objects("initContainers").ToDictionary(one => one.Text("name") ?? "", StringComparer.Ordinal);
        var statuses = pod["status"].Objects("initContainerStatuses").ToList();
        for (var i = 0; i < statuses.Count; i++)
        {
            var state = statuses[i].Child("state");
            if (state.Integer("terminated", "exitCode") == 0) continue;
            var sidecar = specs.TryGetValue(statuses[i].Text("name") ?? "", out var spec) && IsSidecar(spec);
            if (sidecar && statuses[i].Flag("started") == true) continue;
            if (state.Child("terminated") is { } ended) return "Init:" + Ended(ended);
            var waiting = state.Text("waiting", "reason");
            return waiting is { Length: > 0 } and not "PodInitializing"
                ? "Init:" + waiting
                : string.Create(CultureInfo.InvariantCulture, $"Init:{i}/{specs.Count}");
        }

        return null;
    }

    private static string Running(JsonObject pod, string reason)
    {
        var running = false;
        foreach (var status in pod["status"].Objects("containerStatuses").Reverse())
        {
            var state = status.Child("state");
            if (state.Text("waiting", "reason") is { Length: > 0 } waiting) reason = waiting;
            else if (state.Child("terminated") is { } ended) reason = Ended(ended);
            else if (status.Flag("ready") == true && state.Child("running") is not null) running = true;
        }

        if (reason != "Completed" || !running) return reason;
        return HasCondition(pod, "Ready") ? "Running" : "NotReady";
    }

    private static bool HasCondition(JsonObject pod, string type) =>
        pod["status"].Objects("conditions").Any(one => one.Text("type") == type && one.Text("status") == "True");

    private static string Ended(JsonObject ended) =>
        ended.Text("reason") is { Length: > 0 } reason ? reason
        : ended.Integer("signal") is { } signal and not 0 ? $"Signal:{signal}"
        : $"ExitCode:{ended.Integer("exitCode") ?? 0}";

    private static string Restarts(JsonObject pod, DateTimeOffset now)
    {
        long count = 0;
        DateTimeOffset? last = null;
        var statuses = pod["status"].Objects("containerStatuses").Concat(pod["status"].Objects("initContainerStatuses"));
        foreach (var status in statuses)
        {
            count += status.Integer("restartCount") ?? 0;
            if (Timestamps.Parse(status.Text("lastState", "terminated", "finishedAt")) is { } ended && (last is null || ended > last))
                last = ended;
        }

        return count > 0 && last is not null ? $"{count} ({HumanDuration.Text(now - last.Value)} ago)" : $"{count}";
    }

    private static bool IsSidecar(JsonObject container) => container.Text("restartPolicy") == "Always";
}
