using k8s.Models;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>What the planner needs to know of a pod of a run.</summary>
public sealed record TrainingPodFact
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its UID.</summary>
    public required string Uid { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>When a node took it; null before.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c> or <c>Failed</c>.</summary>
    public string Phase { get; init; } = "Pending";

    /// <summary>The kubelet's word for a pod that it failed as a whole, for example <c>Evicted</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The kubelet's words.</summary>
    public string? Message { get; init; }

    /// <summary>It is on its way out.</summary>
    public bool Deleting { get; init; }

    /// <summary>It is lost to preemption, eviction or a drained node.</summary>
    public bool Disrupted { get; init; }

    /// <summary>Its address, once it has one.</summary>
    public string? Address { get; init; }

    /// <summary>What it waits for, as the kubelet or the scheduler says: <c>ErrImagePull</c>, <c>Unschedulable</c>.</summary>
    public Problem? Hindrance { get; init; }

    /// <summary>How fetching the inputs ended; null before.</summary>
    public ContainerEnd? Inputs { get; init; }

    /// <summary>The agent answers.</summary>
    public bool AgentRunning { get; init; }

    /// <summary>How the agent ended; null before.</summary>
    public ContainerEnd? Agent { get; init; }

    /// <summary>When the container that trains started.</summary>
    public DateTimeOffset? TrainStartTime { get; init; }

    /// <summary>The container that trains runs now.</summary>
    public bool Training { get; init; }

    /// <summary>How the container that trains ended; null before.</summary>
    public ContainerEnd? Train { get; init; }

    /// <summary>The image that ran, as the node resolved it.</summary>
    public string? ImageId { get; init; }

    /// <summary>It has ended, all of it.</summary>
    public bool Ended => Phase is "Succeeded" or "Failed";

    /// <summary>Reads a pod.</summary>
    public static TrainingPodFact Of(V1Pod pod)
    {
        var inputs = PodProblems.Container(pod.Status?.InitContainerStatuses, Names.InputsContainer);
        var agent = PodProblems.Container(pod.Status?.InitContainerStatuses, Names.AgentContainer);
        var train = PodProblems.Container(pod.Status?.ContainerStatuses, Names.TrainContainer);
        return new()
        {
            Name = pod.Metadata.Name,
            Uid = pod.Metadata.Uid,
            CreatedTime = Times.Of(pod.Metadata.CreationTimestamp),
            StartTime = Times.Of(pod.Status?.StartTime),
            Phase = pod.Status?.Phase ?? "Pending",
            Reason = pod.Status?.Reason,
            Message = pod.Status?.Message,
            Deleting = pod.Metadata.DeletionTimestamp is not null,
            Disrupted = pod.Status?.Conditions?.Any(condition => condition is { Type: "DisruptionTarget", Status: "True" }) == true,
            Address = pod.Status?.PodIP,
            Hindrance = Waiting(inputs) ?? Waiting(agent) ?? Waiting(train) ?? Unschedulable(pod),
            Inputs = ContainerEnd.Of(inputs),
            AgentRunning = agent?.State?.Running is not null,
            Agent = ContainerEnd.Of(agent),
            TrainStartTime = Times.Of(train?.State?.Running?.StartedAt ?? train?.State?.Terminated?.StartedAt),
            Training = train?.State?.Running is not null,
            Train = ContainerEnd.Of(train),
            ImageId = train?.ImageID is { Length: > 0 } image ? image : null,
        };
    }

    private static Problem? Waiting(V1ContainerStatus? status) =>
        status?.State?.Waiting is { Reason: { Length: > 0 } reason } waiting and { Reason: not ("PodInitializing" or "ContainerCreating") }
            ? new(reason, TerminationMessage.Tidy($"container {status.Name} waits ({reason}): {waiting.Message ?? status.Image}"), true)
            : null;

    private static Problem? Unschedulable(V1Pod pod) =>
        pod.Status?.Conditions?.FirstOrDefault(condition =>
            condition is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" }) is { } condition
            ? new("Unschedulable", TerminationMessage.Tidy($"no node takes the pod: {condition.Message ?? "unschedulable"}"), true)
            : null;
}
