using Modelwright.Artifacts;
using Modelwright.Crds.Datasets;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Datasets;

/// <summary>The containers of checks: which answers are missing, what came of them, and when they are tried again.</summary>
internal static class CheckPolicy
{
    /// <summary>The checks that have a container and that a version which passed the others still needs.</summary>
    public static DatasetVersion Awaiting(Dataset dataset, DatasetVersion version)
    {
        List<string> pending = [.. (dataset.Spec.Checks ?? []).Where(check => check.Container is not null).Select(check => check.Name)];
        if (pending.Count == 0 || !version.Eligible) return version;
        return Judged(dataset, version with { Checks = (version.Checks ?? new()) with { Pending = pending } });
    }

    /// <summary>The newest version, where it waits for answers to what the spec asks now.</summary>
    public static DatasetVersion? Waiting(DatasetStatus status, string specDigest) =>
        status.Versions is [{ Checks.Pending.Count: > 0 } newest, ..] && newest.SpecDigest == specDigest ? newest : null;

    /// <summary>The answers of a pod that has ended, entered. Doing it twice is doing it once.</summary>
    public static DatasetStatus Record(Dataset dataset, DatasetStatus status, CheckFact pod)
    {
        List<DatasetVersion> versions = [.. (status.Versions ?? []).Select(version =>
            version.Digest == pod.Version && version.SpecDigest == pod.SpecDigest ? Answered(dataset, version, pod) : version)];
        var latest = VersionList.Latest(versions);
        return status with
        {
            Versions = versions,
            Latest = latest?.Digest,
            Rows = latest?.Rows,
            CheckFailures = pod.Problem is null ? null : pod.Attempt,
        };
    }

    /// <summary>The pod that asks for the missing answers; null when the version's copy cannot be read.</summary>
    public static Apply? Pod(DatasetObserved observed, StorePlace store, DatasetVersion version)
    {
        var rules = observed.Settings.FolderRules;
        return ArtifactUri.TryParse(version.Uri, rules, out var copy, out _)
            ? CheckPod.Build(observed, store, version, copy, (observed.Dataset.Status?.CheckFailures ?? 0) + 1)
            : null;
    }

    /// <summary>When what did not work is tried again.</summary>
    public static DateTimeOffset Retry(CheckFact pod) => pod.EndTime!.Value + LookSchedule.Wait(pod.Attempt);

    /// <summary>The answer of Ready after a pod that did not work.</summary>
    public static Verdict Error(DatasetStatus status, CheckFact pod) =>
        new(DatasetConditions.Ready, false, DatasetReasons.CheckError, $"{pod.Problem}; {LookRecord.Used(status)}");

    private static DatasetVersion Answered(Dataset dataset, DatasetVersion version, CheckFact pod)
    {
        if (version.Checks is not { Pending: { } pending } checks) return version;
        List<FailedCheck> failed = [.. checks.Failed ?? []];
        var passed = checks.Passed;
        foreach (var name in pending)
        {
            if (!pod.Answers.TryGetValue(name, out var problem)) continue;
            if (problem is null) passed++;
            else failed.Add(Failure(dataset, name, problem));
        }

        List<string> left = [.. pending.Where(name => !pod.Answers.ContainsKey(name))];
        return Judged(dataset, version with
        {
            Checks = new() { Passed = passed, Failed = failed.Count == 0 ? null : failed, Pending = left.Count == 0 ? null : left },
        });
    }

    // It is used once nothing of severity Error has failed, or may still fail.
    private static DatasetVersion Judged(Dataset dataset, DatasetVersion version) => version with
    {
        Eligible = (version.Checks!.Failed ?? []).All(check => check.Severity != CheckSeverity.Error)
            && (version.Checks.Pending ?? []).All(name => SeverityOf(dataset, name) != CheckSeverity.Error),
    };

    private static FailedCheck Failure(Dataset dataset, string name, string problem) => new()
    {
        Name = name,
        Severity = SeverityOf(dataset, name),
        Message = Cut(problem),
        Owner = OwnerOf(dataset, name),
    };

    private static CheckSeverity SeverityOf(Dataset dataset, string name) =>
        dataset.Spec.Checks?.FirstOrDefault(check => check.Name == name)?.Severity ?? CheckSeverity.Error;

    private static string? OwnerOf(Dataset dataset, string name) =>
        dataset.Spec.Checks?.FirstOrDefault(check => check.Name == name)?.Owner?.Team ?? dataset.Spec.Owner?.Team;

    private static string Cut(string text) => text.Length <= 512 ? text : text[..511] + "…";
}
