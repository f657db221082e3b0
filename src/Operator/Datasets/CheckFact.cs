using System.Globalization;
using k8s.Models;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Datasets;

/// <summary>What the planner needs to know of a pod that runs the containers of checks.</summary>
public sealed record CheckFact
{
    private const int DataError = 65;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>It is on its way out.</summary>
    public bool Deleting { get; init; }

    /// <summary>What the spec asked when it was made.</summary>
    public string? SpecDigest { get; init; }

    /// <summary>The version that it checks.</summary>
    public string? Version { get; init; }

    /// <summary>1 for the first, one more after each that did not work.</summary>
    public int Attempt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Checks that passed (null) or failed (why), by name.</summary>
    public IReadOnlyDictionary<string, string?> Answers { get; init; } = new Dictionary<string, string?>();

    /// <summary>Why there are not answers to all, or what it waits for.</summary>
    public string? Problem { get; init; }

    /// <summary>Reads a pod.</summary>
    public static CheckFact Of(V1Pod pod)
    {
        var ended = pod.Status?.Phase is "Succeeded" or "Failed";
        var names = Annotation(pod, Labels.Checks)?.Split(',') ?? [];
        var answers = new Dictionary<string, string?>(StringComparer.Ordinal);
        string? problem = null;
        DateTime? end = null;
        for (var place = 0; place < names.Length; place++)
        {
            var status = PodProblems.Container(pod.Status?.ContainerStatuses, CheckPod.ContainerName(place));
            var done = status?.State?.Terminated;
            if (done?.FinishedAt > (end ?? DateTime.MinValue)) end = done.FinishedAt;
            if (done?.ExitCode == 0) answers[names[place]] = null;
            else if (done?.ExitCode == DataError) answers[names[place]] = Said(done) ?? "it ended with exit code 65 and said nothing";
            else problem ??= ended ? $"check {names[place]}: {How(pod, done)}" : Waiting(status);
        }

        return new()
        {
            Name = pod.Metadata.Name,
            Deleting = pod.Metadata.DeletionTimestamp is not null,
            SpecDigest = Annotation(pod, Labels.SpecDigest),
            Version = Annotation(pod, Labels.CheckedVersion),
            Attempt = int.TryParse(Annotation(pod, Labels.Attempt), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
                ? attempt : 1,
            EndTime = ended ? Times.Whole(Times.Of(end ?? pod.Metadata.CreationTimestamp) ?? default) : null,
            Answers = ended ? answers : new(),
            Problem = problem,
        };
    }

    private static string How(V1Pod pod, V1ContainerStateTerminated? end)
    {
        if (end is not null) return TerminationMessage.Tidy($"exit code {end.ExitCode}: {Said(end) ?? end.Reason ?? "it said nothing"}");
        var fetch = PodProblems.Container(pod.Status?.InitContainerStatuses, Names.InputsContainer)?.State?.Terminated;
        return TerminationMessage.Tidy(fetch is { ExitCode: not 0 }
            ? $"the version cannot be fetched: {Said(fetch) ?? $"exit code {fetch.ExitCode}"}"
            : pod.Status?.Message ?? pod.Status?.Reason ?? "its pod was lost");
    }

    private static string? Said(V1ContainerStateTerminated end) => TerminationMessage.Parse(end.Message).Message;

    private static string? Waiting(V1ContainerStatus? status) =>
        status?.State?.Waiting is { Reason: { Length: > 0 } reason } waiting && reason is not ("PodInitializing" or "ContainerCreating")
            ? TerminationMessage.Tidy($"container {status.Name} waits ({reason}): {waiting.Message ?? status.Image}")
            : null;

    private static string? Annotation(V1Pod pod, string name) =>
        pod.Metadata.Annotations?.TryGetValue(name, out var value) == true ? value : null;
}
