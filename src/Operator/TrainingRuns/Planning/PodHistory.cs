using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>
/// Counts pods. A pod is known by its name, and what became of it is entered once, so the counts are the same however often a pod is seen,
/// and survive pods that are deleted.
/// </summary>
internal static class PodHistory
{
    /// <summary>The status with the pods that are there now.</summary>
    public static TrainingRunStatus Update(TrainingRunStatus status, IReadOnlyList<TrainingPodFact> pods, DateTimeOffset now)
    {
        var known = (status.Pods ?? []).ToDictionary(pod => pod.Name, StringComparer.Ordinal);
        var (attempts, preemptions) = (status.Attempts ?? 0, status.Preemptions ?? 0);
        var seconds = status.PodSeconds ?? 0;
        List<TrainingPod> list = [.. status.Pods ?? []];
        foreach (var pod in pods)
        {
            if (!known.TryGetValue(pod.Name, out var before))
            {
                attempts++;
                list.Add(before = new() { Name = pod.Name, StartTime = pod.CreatedTime });
            }

            var outcome = before.Outcome ?? Outcome(pod);
            if (before.Outcome is null && outcome is not null) seconds += Seconds(pod.StartTime, pod.Train?.Time ?? now);
            if (outcome == PodOutcome.Preempted && before.Outcome is null) preemptions++;
            list[list.FindIndex(entry => entry.Name == pod.Name)] = before with
            {
                Outcome = outcome,
                ExitCode = before.ExitCode ?? (pod.Train is { ExitCode: >= 0 and <= 255 } end ? end.ExitCode : null),
            };
        }

        for (var i = 0; i < list.Count; i++)
            if (list[i].Outcome is null && pods.All(pod => pod.Name != list[i].Name))
            {
                seconds += Seconds(list[i].StartTime, now);
                list[i] = list[i] with { Outcome = PodOutcome.Deleted };
            }

        return status with
        {
            Attempts = attempts == 0 ? null : attempts,
            Preemptions = preemptions == 0 ? status.Preemptions : preemptions,
            PodSeconds = seconds == 0 ? status.PodSeconds : seconds,
            Pods = list.Count == 0 ? null : [.. list.Skip(Math.Max(0, list.Count - TrainingLimits.MaxPods))],
        };
    }

    private static long Seconds(DateTimeOffset? from, DateTimeOffset to) =>
        from is { } start && to > start ? (long)(to - start).TotalSeconds : 0;

    private static PodOutcome? Outcome(TrainingPodFact pod) => pod switch
    {
        { Phase: "Succeeded" } => PodOutcome.Succeeded,
        { Disrupted: true } when pod.Ended || pod.Deleting => PodOutcome.Preempted,
        { Phase: "Failed" } => PodOutcome.Failed,
        _ => null,
    };
}
