using k8s.Models;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Models;

/// <summary>What the planner needs to know of a serving pod.</summary>
public sealed record PodFact
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The revision it belongs to.</summary>
    public required string Revision { get; init; }

    /// <summary>It is on its way out.</summary>
    public bool Deleting { get; init; }

    /// <summary>It takes requests.</summary>
    public bool Ready { get; init; }

    /// <summary>Its IP, once it has one.</summary>
    public string? Address { get; init; }

    /// <summary>The digest of the file it fetched, once it has.</summary>
    public string? Digest { get; init; }

    /// <summary>Why it does not serve, if something is wrong.</summary>
    public Problem? Problem { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedTime { get; init; }

    /// <summary>Reads a pod.</summary>
    public static PodFact Of(V1Pod pod) => new()
    {
        Name = pod.Metadata.Name,
        Uid = pod.Metadata.Uid,
        Revision = pod.Metadata.Labels?.TryGetValue(Labels.Revision, out var revision) == true ? revision : "",
        Deleting = pod.Metadata.DeletionTimestamp is not null,
        Ready = pod.Status?.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true,
        Address = pod.Status?.PodIP,
        Digest = PodProblems.Fetched(pod)?.Digest,
        Problem = PodProblems.Of(pod),
        CreatedTime = Times.Of(pod.Metadata.CreationTimestamp),
    };
}
