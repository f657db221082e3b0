using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>The scheduler and a kubelet: pods get an address, their init container fetches, then they serve, or verify and end.</summary>
internal sealed class PlayedNode(Kubernetes client, PlayedRouters routers, string @namespace)
{
    private int addresses;

    /// <summary>The pod's next step, if there is one.</summary>
    public async Task StepAsync(V1Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not null || Next(pod) is not { } status) return;
        if (status.Phase == "Running" && pod.GetLabel(Operator.Labels.Name) == Operator.Labels.Router)
        {
            var routes = await client.CoreV1.ReadNamespacedConfigMapAsync(Operator.Names.Routes, @namespace);
            routers.Start(status.PodIP, routes.Data?.Values ?? []);
        }

        await client.CoreV1.PatchNamespacedPodStatusAsync(StatusPatch.Of(pod, status), pod.Name(), @namespace, fieldManager: "played-node");
    }

    private V1PodStatus? Next(V1Pod pod)
    {
        var status = pod.Status ?? new();
        var fetch = status.InitContainerStatuses?.FirstOrDefault();
        return status switch
        {
            { PodIP: null } => Scheduled(pod),
            _ when pod.Spec.InitContainers is { Count: > 0 } && fetch?.State.Running is not null => Fetched(pod),
            { Phase: "Pending" } when fetch?.State.Waiting is null => Served(pod),
            _ => null,
        };
    }

    private V1PodStatus Scheduled(V1Pod pod)
    {
        addresses++;
        return new()
        {
            Phase = "Pending",
            PodIP = $"10.244.{addresses / 250}.{(addresses % 250) + 1}",
            InitContainerStatuses = pod.Spec.InitContainers?.Select(container =>
                Container(container, new() { Running = new() { StartedAt = DateTime.UtcNow } })).ToList(),
            ContainerStatuses = pod.Spec.Containers.Select(container =>
                Container(container, new() { Waiting = new() { Reason = "PodInitializing" } })).ToList(),
        };
    }

    private static V1PodStatus Fetched(V1Pod pod)
    {
        var container = pod.Spec.InitContainers[0];
        var (code, message) = PlayedAgent.Fetch(container.Args);
        var ended = Ended(code, message);
        var status = pod.Status;
        if (code == 0) status.InitContainerStatuses = [Container(container, new() { Terminated = ended })];
        else if (Once(pod)) (status.Phase, status.InitContainerStatuses) = ("Failed", [Container(container, new() { Terminated = ended })]);
        else status.InitContainerStatuses = [Container(container, new() { Waiting = new() { Reason = "CrashLoopBackOff" } }, ended)];
        return status;
    }

    private static V1PodStatus Served(V1Pod pod)
    {
        var status = pod.Status;
        var container = pod.Spec.Containers[0];
        if (Once(pod))
        {
            var verified = Ended(0, PlayedAgent.Verify(pod.Spec.InitContainers[0].Args));
            (status.Phase, status.ContainerStatuses) = ("Succeeded", [Container(container, new() { Terminated = verified })]);
            return status;
        }

        status.Phase = "Running";
        status.ContainerStatuses = [Container(container, new() { Running = new() { StartedAt = DateTime.UtcNow } }, ready: true)];
        status.Conditions = [new V1PodCondition { Type = "Ready", Status = "True", LastTransitionTime = DateTime.UtcNow }];
        return status;
    }

    private static bool Once(V1Pod pod) => pod.Spec.RestartPolicy == "Never";

    private static V1ContainerStateTerminated Ended(int code, JsonObject message) => new()
    {
        ExitCode = code,
        Reason = code == 0 ? "Completed" : "Error",
        Message = message.ToJsonString(),
        StartedAt = DateTime.UtcNow,
        FinishedAt = DateTime.UtcNow,
    };

    private static V1ContainerStatus Container(
        V1Container container, V1ContainerState state, V1ContainerStateTerminated? last = null, bool ready = false) => new()
        {
            Name = container.Name,
            Image = container.Image,
            ImageID = container.Image,
            State = state,
            LastState = last is null ? null : new() { Terminated = last },
            Ready = ready,
            Started = ready,
            RestartCount = last is null ? 0 : 1,
        };
}
