using System.Text.Json;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;

namespace Modelwright.Operator.Datasets;

/// <summary>The list of versions, newest first: the one whose bytes the source had at the last look stands at the top.</summary>
internal static class VersionList
{
    private const int InFull = 3;
    private const int FailuresOfOthers = 4;
    private const int MessageOfOthers = 120;

    // Of an object that is to stay below 100 KiB with everything else that is in it.
    private const int MaxBytes = 80 * 1024;

    /// <summary>Puts a version on top, instead of an earlier record of the same bytes.</summary>
    public static IReadOnlyList<DatasetVersion> Put(IReadOnlyList<DatasetVersion>? versions, DatasetVersion version, int history) =>
        Trim([version, .. (versions ?? []).Where(other => other.Digest != version.Digest)], history);

    /// <summary>Puts a known version on top; null when it is not known.</summary>
    public static IReadOnlyList<DatasetVersion>? Raise(
        IReadOnlyList<DatasetVersion>? versions, string digest, DateTimeOffset time, int history)
    {
        if (versions?.FirstOrDefault(version => version.Digest == digest) is not { } known) return null;
        return versions[0].Digest == digest ? versions : Put(versions, known with { ObservedTime = time }, history);
    }

    /// <summary>The newest that passed its checks.</summary>
    public static DatasetVersion? Latest(IReadOnlyList<DatasetVersion>? versions) => versions?.FirstOrDefault(version => version.Eligible);

    /// <summary>
    /// As many as are kept, always with the newest and the latest that may be used. Only the newest keep all words about failed checks: an
    /// object has a size.
    /// </summary>
    public static IReadOnlyList<DatasetVersion> Trim(IReadOnlyList<DatasetVersion> versions, int history)
    {
        List<DatasetVersion> kept = [.. versions.Take(history)];
        var latest = Latest(versions);
        if (latest is not null && !kept.Contains(latest))
        {
            // What the source has now stays on top, also in a list of one.
            if (kept.Count > 1) kept.RemoveAt(kept.Count - 1);
            kept.Add(latest);
        }

        return Fitting([.. kept.Select((version, place) => place < InFull ? version : Short(version))], latest?.Digest);
    }

    // Words go first, then the oldest versions: what may be used must be there, whatever was said of the others.
    private static List<DatasetVersion> Fitting(List<DatasetVersion> versions, string? latest)
    {
        foreach (var less in new Func<DatasetVersion, DatasetVersion>[] { Short, Bare })
            for (var place = versions.Count - 1; place >= 0 && Bytes(versions) > MaxBytes; place--) versions[place] = less(versions[place]);
        for (var place = versions.Count - 1; place > 0 && Bytes(versions) > MaxBytes; place--)
            if (versions[place].Digest != latest)
                versions.RemoveAt(place);
        return versions;
    }

    private static long Bytes(List<DatasetVersion> versions) =>
        versions.Sum(version => (long)JsonSerializer.SerializeToUtf8Bytes(version, CrdJson.Options).Length);

    private static DatasetVersion Bare(DatasetVersion version) => version with
    {
        SourceVersion = null,
        Profile = null,
        Lineage = version.Lineage is not { } lineage ? null
            : new() { Step = lineage.Step, Run = lineage.Run, ParametersDigest = lineage.ParametersDigest },
        Checks = version.Checks is not { } checks ? null
            : checks with { Failed = checks.Failed is not [var first, ..] ? null : [first with { Message = null, Owner = null }] },
    };

    private static DatasetVersion Short(DatasetVersion version) => WithFewWords(version.Lineage is not { } lineage ? version
        : version with { Lineage = lineage with { Parameters = null } });

    private static DatasetVersion WithFewWords(DatasetVersion version) => version.Checks?.Failed is not { } failed ? version : version with
    {
        Checks = version.Checks with
        {
            Failed = [.. failed.Take(FailuresOfOthers).Select(check => check.Message is { Length: > MessageOfOthers } message
                ? check with { Message = message[..(MessageOfOthers - 1)] + "…" } : check)],
        },
    };
}
