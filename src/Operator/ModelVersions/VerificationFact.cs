using k8s.Models;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.ModelVersions;

/// <summary>What the planner needs to know of a pod that verifies a version.</summary>
public sealed record VerificationFact
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The file was fetched, verified and loaded.</summary>
    public bool Succeeded { get; init; }

    /// <summary>It ended otherwise.</summary>
    public bool Failed { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Why it ended, or what it is stuck on.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The size of the fetched file.</summary>
    public long? Bytes { get; init; }

    /// <summary>What the model server reported of the loaded model.</summary>
    public TerminationMessage? Report { get; init; }

    /// <summary>Reads a pod.</summary>
    public static VerificationFact Of(V1Pod pod)
    {
        var server = PodProblems.Container(pod.Status?.ContainerStatuses, Names.ServerContainer)?.State?.Terminated;
        var fetch = PodProblems.Container(pod.Status?.InitContainerStatuses, Names.FetchContainer)?.State?.Terminated;
        return new()
        {
            Name = pod.Metadata.Name,
            Succeeded = pod.Status?.Phase == "Succeeded",
            Failed = pod.Status?.Phase == "Failed",
            EndTime = Times.Of(server?.FinishedAt ?? fetch?.FinishedAt ?? pod.Metadata.CreationTimestamp),
            Problem = PodProblems.Of(pod),
            Bytes = PodProblems.Fetched(pod)?.Bytes,
            Report = server is { ExitCode: 0 } ? TerminationMessage.Parse(server.Message) : null,
        };
    }
}
