using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Containers;

namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>The status of a pod. Pure.</summary>
internal static class PodStatus
{
    private const string HostAddress = "127.0.0.1";

    public static JsonObject Of(JsonObject pod, PodSnapshot snapshot, DateTimeOffset now)
    {
        var phase = Phase(snapshot);
        var status = new JsonObject
        {
            ["phase"] = phase,
            ["conditions"] = NewConditions(pod, snapshot, phase, now),
            ["hostIP"] = HostAddress,
            ["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = HostAddress }),
            ["podIP"] = snapshot.Address,
            ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = snapshot.Address }),
            ["startTime"] = pod.Text("status", "startTime") ?? now.ToApiTime(),
            ["qosClass"] = pod.Text("status", "qosClass") ?? QualityOfService(pod),
        };
        var share = TerminationMessage.PodBytes / (snapshot.Inits.Count + snapshot.Apps.Count);
        if (snapshot.Inits.Count > 0) status["initContainerStatuses"] = Containers(snapshot.Inits, share);
        status["containerStatuses"] = Containers(snapshot.Apps, share);
        if (phase != "Failed" || snapshot.Failure is not { } failure) return status;
        status["reason"] = failure.Reason;
        status["message"] = failure.Message;
        return status;
    }

    private static string Phase(PodSnapshot snapshot)
    {
        var anyRuns = snapshot.Apps.Concat(snapshot.Inits).Any(container => container.Run is not null);
        if (snapshot.IsOver && !anyRuns)
        {
            return snapshot.Failure is null && snapshot.Apps.All(container => container.Last?.ExitCode == 0) ? "Succeeded" : "Failed";
        }

        // Running from the first start of every container on, also while one of them waits to be restarted.
        return snapshot.Apps.All(container => container.Run is not null || container.Last is not null) ? "Running" : "Pending";
    }

    private static JsonArray NewConditions(JsonObject pod, PodSnapshot snapshot, string phase, DateTimeOffset now)
    {
        var conditions = pod.At("status", "conditions") is JsonArray existing ? (JsonArray)existing.DeepClone() : [];
        var notReady = snapshot.Apps.Concat(snapshot.Inits.Where(c => c.Role == ContainerRole.Sidecar))
            .Where(container => !container.Ready).Select(container => container.Name).ToList();
        var unready = phase is "Succeeded" ? new ConditionState("", "False", "PodCompleted")
            : phase is "Failed" ? new ConditionState("", "False", "PodFailed")
            : notReady.Count > 0
                ? new ConditionState("", "False", "ContainersNotReady", $"containers with unready status: {List(notReady)}")
            : new ConditionState("", "True");
        var pending = snapshot.Inits.Where(c => c.Role == ContainerRole.Init ? !c.Succeeded : !c.Started).Select(c => c.Name).ToList();
        var initialized = snapshot.IsInitialized
            ? new ConditionState("Initialized", "True")
            : new ConditionState("Initialized", "False", "ContainersNotInitialized", $"containers with incomplete status: {List(pending)}");
        Conditions.Set(conditions, new ConditionState("PodScheduled", "True"), now);
        Conditions.Set(conditions, initialized, now);
        Conditions.Set(conditions, unready with { Type = "ContainersReady" }, now);
        Conditions.Set(conditions, unready with { Type = "Ready" }, now);
        return conditions;
    }

    private static string List(IEnumerable<string> names) => $"[{string.Join(' ', names)}]";

    private static JsonArray Containers(IEnumerable<ContainerWorker> containers, int messageBytes) =>
        new([.. containers.Select(JsonNode (container) => Container(container, messageBytes))]);

    private static JsonObject Container(ContainerWorker container, int messageBytes)
    {
        var id = container.Run?.Id ?? container.Last?.ContainerId;
        var status = new JsonObject
        {
            ["name"] = container.Name,
            ["state"] = State(container, messageBytes),
            ["lastState"] = LastState(container, messageBytes),
            ["ready"] = container.Ready || (container.Role == ContainerRole.Init && container.Succeeded),
            ["restartCount"] = container.Restarts,
            ["image"] = container.Spec.Text("image") ?? "",
            ["imageID"] = container.ImageId ?? "",
            ["started"] = container.Started,
        };
        if (id is not null) status["containerID"] = id;
        return status;
    }

    private static JsonObject State(ContainerWorker container, int messageBytes)
    {
        if (container.Run is { } run) return new JsonObject { ["running"] = new JsonObject { ["startedAt"] = run.StartedAt.ToApiTime() } };
        if (container.Waiting is null && container.Last is { } last) return Terminated(last, messageBytes);
        var waiting = new JsonObject { ["reason"] = container.Waiting?.Reason ?? "ContainerCreating" };
        if (container.Waiting?.Message is { } message) waiting["message"] = message;
        return new JsonObject { ["waiting"] = waiting };
    }

    private static JsonObject LastState(ContainerWorker container, int messageBytes)
    {
        var shownAsState = container.Run is null && container.Waiting is null;
        var last = shownAsState ? container.BeforeLast : container.Last;
        return last is null ? [] : Terminated(last, messageBytes);
    }

    private static JsonObject Terminated(Termination run, int messageBytes)
    {
        var terminated = new JsonObject { ["exitCode"] = run.ExitCode, ["reason"] = run.Reason };
        if (run.Signal is { } signal) terminated["signal"] = signal;
        if (run.Message.Length > 0) terminated["message"] = TerminationMessage.Cut(run.Message, messageBytes);
        terminated["startedAt"] = run.StartedAt.ToApiTime();
        terminated["finishedAt"] = run.FinishedAt.ToApiTime();
        terminated["containerID"] = run.ContainerId;
        return new JsonObject { ["terminated"] = terminated };
    }

    private static string QualityOfService(JsonObject pod)
    {
        var containers = pod.Items("spec", "containers").ToList();
        static bool Has(JsonObject container, string kind, string resource) => container.At("resources", kind, resource) is not null;
        if (containers.All(c => c.At("resources", "limits") is null && c.At("resources", "requests") is null)) return "BestEffort";
        var guaranteed = containers.All(c => Has(c, "limits", "cpu") && Has(c, "limits", "memory")
            && (c.At("resources", "requests") is not { } requests || JsonNode.DeepEquals(requests, c.At("resources", "limits"))));
        return guaranteed ? "Guaranteed" : "Burstable";
    }
}
