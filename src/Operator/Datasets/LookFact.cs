using k8s.Models;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Datasets;

/// <summary>What the planner needs to know of a pod that looks at a source.</summary>
public sealed record LookFact
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>It is on its way out.</summary>
    public bool Deleting { get; init; }

    /// <summary>What it was made to look for.</summary>
    public string? SpecDigest { get; init; }

    /// <summary>The wish that it was made for.</summary>
    public string? Refresh { get; init; }

    /// <summary>The digest of what it keeps when it clears old copies away.</summary>
    public string? Sweep { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>What it found; null when it found nothing out.</summary>
    public LookReport? Report { get; init; }

    /// <summary>Why it found nothing out, or what it waits for.</summary>
    public string? Problem { get; init; }

    /// <summary>Reads a pod.</summary>
    public static LookFact Of(V1Pod pod)
    {
        var look = PodProblems.Container(pod.Status?.ContainerStatuses, Names.LookContainer);
        var ended = pod.Status?.Phase is "Succeeded" or "Failed";
        var end = look?.State?.Terminated;
        return new()
        {
            Name = pod.Metadata.Name,
            Deleting = pod.Metadata.DeletionTimestamp is not null,
            SpecDigest = Annotation(pod, Labels.SpecDigest),
            Refresh = Annotation(pod, Labels.Refresh),
            Sweep = Annotation(pod, Labels.Sweep),
            EndTime = ended ? Times.Whole(Times.Of(end?.FinishedAt ?? pod.Metadata.CreationTimestamp) ?? default) : null,
            Report = ended && end is not null ? LookReport.Read(end) : null,
            Problem = ended ? Ended(pod, end) : Waiting(pod, look),
        };
    }

    private static string? Ended(V1Pod pod, V1ContainerStateTerminated? end)
    {
        if (end is { ExitCode: 0 }) return null;
        var said = TerminationMessage.Parse(end?.Message);
        if (said.Reason is not null && said.Message is { } message) return message;
        var how = end is null ? pod.Status?.Reason ?? "it was lost"
            : end.Reason is { Length: > 0 } and not "Error" ? $"{end.Reason}, exit code {end.ExitCode}" : $"exit code {end.ExitCode}";
        return TerminationMessage.Tidy($"pod {pod.Metadata.Name} ended: {how}: {said.Message ?? pod.Status?.Message ?? "it said nothing"}");
    }

    private static string? Waiting(V1Pod pod, V1ContainerStatus? look)
    {
        if (look?.State?.Waiting is { Reason: { Length: > 0 } reason } waiting && reason is not ("PodInitializing" or "ContainerCreating"))
            return TerminationMessage.Tidy($"container {look.Name} waits ({reason}): {waiting.Message ?? look.Image}");
        return pod.Status?.Conditions?.FirstOrDefault(condition =>
            condition is { Type: "PodScheduled", Status: "False", Reason: "Unschedulable" }) is { } unschedulable
            ? TerminationMessage.Tidy($"no node takes the pod: {unschedulable.Message ?? "unschedulable"}")
            : null;
    }

    private static string? Annotation(V1Pod pod, string name) =>
        pod.Metadata.Annotations?.TryGetValue(name, out var value) == true ? value : null;
}
