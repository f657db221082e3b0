using Modelwright.Crds.Datasets;

namespace Modelwright.Operator.Datasets;

/// <summary>
/// Writes what an ended look found into the status. It depends on the look and the status alone, not on the time, and doing it twice is
/// doing it once: a look that was recorded just before a crash is recorded again.
/// </summary>
internal static class LookRecord
{
    /// <summary>The status and the answer of Ready.</summary>
    public static (DatasetStatus Status, Verdict Ready) Of(Dataset dataset, LookFact look, DatasetLineage? lineage = null)
    {
        var before = dataset.Status ?? new();
        var history = dataset.Spec.History ?? DatasetDefaults.History;
        var same = before.SpecDigest == look.SpecDigest;
        var status = before with
        {
            SpecDigest = look.SpecDigest,
            Refresh = look.Refresh ?? before.Refresh,
            LastCheckTime = look.EndTime,
            Failures = null,
            SourceDigest = look.Report?.Source,
            Swept = look.Report?.Swept == true ? look.Sweep : before.Swept,
        };
        switch (look.Report)
        {
            case { Unchanged: true } when same && Ready(before)?.Reason == DatasetReasons.InvalidData:
                return (status, Of(Ready(before)!.Message));
            case { Unchanged: true } when same:
                return (status, Of(dataset, status));
            case { Invalid: { } invalid }:
                return (status, Of(invalid));
            case { Known: { } digest } when VersionList.Raise(before.Versions, digest, look.EndTime!.Value, history) is { } raised:
                status = WithVersions(status, raised);
                return (status, Of(dataset, status));
            case { Version: { } version }:
                version = Completed(dataset, look, version with { Lineage = lineage });
                status = WithVersions(status, VersionList.Put(before.Versions, version, history));
                return (status, Of(dataset, status));
            default:
                return Failed(before, look, same);
        }
    }

    /// <summary>The answer of Ready that the newest version gives.</summary>
    public static Verdict Of(Dataset dataset, DatasetStatus status)
    {
        if (status.Versions is not [var newest, ..])
            return new(DatasetConditions.Ready, null, DatasetReasons.Pending, "the source is looked at for the first time");
        var warnings = newest.Checks?.Failed?.Where(check => check.Severity == CheckSeverity.Warning).ToList() ?? [];
        if (newest.Eligible)
        {
            var rows = newest.Rows is { } count ? $", {count} rows" : "";
            var warned = warnings.Count == 0 ? "" : $"; warnings: {Said(dataset, warnings)}";
            return new(DatasetConditions.Ready, true, DatasetReasons.Current, $"version {newest.Digest[..19]}…{rows}{warned}");
        }

        if (newest.Checks is { Pending: { Count: > 0 } pending } && newest.Checks.Failed?.Any(IsError) != true)
            return new(DatasetConditions.Ready, null, DatasetReasons.Checking,
                $"version {newest.Digest[..19]}…: {string.Join(", ", pending)} must still answer; {Used(status)}");
        var errors = newest.Checks?.Failed?.Where(IsError).ToList() ?? [];
        return new(DatasetConditions.Ready, false, DatasetReasons.ChecksFailed, $"{Said(dataset, errors)}; {Used(status)}");
    }

    /// <summary>Which version is used although the newest data is not.</summary>
    public static string Used(DatasetStatus? status) =>
        status?.Latest is { } latest ? $"version {latest[..19]}… is still used" : "there is no version that may be used";

    private static bool IsError(FailedCheck check) => check.Severity == CheckSeverity.Error;

    private static Verdict Of(string invalid) => new(DatasetConditions.Ready, false, DatasetReasons.InvalidData, invalid);

    private static k8s.Models.V1Condition? Ready(DatasetStatus status) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == DatasetConditions.Ready);

    // What the source was is known no more once another spec asked, or when what was said of its bytes is about to be overwritten.
    private static (DatasetStatus, Verdict) Failed(DatasetStatus before, LookFact look, bool same) => (before with
    {
        SpecDigest = look.SpecDigest,
        Refresh = look.Refresh ?? before.Refresh,
        LastCheckTime = look.EndTime,
        Failures = (before.LastCheckTime == look.EndTime ? before.Failures - 1 ?? 0 : before.Failures ?? 0) + 1,
        SourceDigest = same && Ready(before)?.Reason != DatasetReasons.InvalidData ? before.SourceDigest : null,
    }, new(DatasetConditions.Ready, false, DatasetReasons.SourceUnavailable,
        look.Problem ?? "the look ended without saying what it found"));

    private static DatasetVersion Completed(Dataset dataset, LookFact look, DatasetVersion version)
    {
        var failed = version.Checks?.Failed?.Select(check => check with { Owner = OwnerOf(dataset, check) }).ToList();
        return CheckPolicy.Awaiting(dataset, version with
        {
            ObservedTime = look.EndTime,
            SpecDigest = look.SpecDigest,
            Checks = version.Checks is null ? null : version.Checks with { Failed = failed },
        });
    }

    private static DatasetStatus WithVersions(DatasetStatus status, IReadOnlyList<DatasetVersion> versions)
    {
        var latest = VersionList.Latest(versions);
        return status with { Versions = versions, Latest = latest?.Digest, Rows = latest?.Rows };
    }

    private static string? OwnerOf(Dataset dataset, FailedCheck failed) =>
        dataset.Spec.Checks?.FirstOrDefault(check => check.Name == failed.Name)?.Owner?.Team ?? dataset.Spec.Owner?.Team;

    private static string Said(Dataset dataset, List<FailedCheck> failed)
    {
        const int Shown = 3;
        var said = string.Join("; ", failed.Take(Shown).Select(check =>
            $"{check.Name}{(OwnerOf(dataset, check) is { } owner ? $" ({owner})" : "")}: {check.Message}"));
        return failed.Count > Shown ? $"{said}; and {failed.Count - Shown} more" : said;
    }
}
