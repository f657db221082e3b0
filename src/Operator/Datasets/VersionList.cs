using Modelwright.Crds.Datasets;

namespace Modelwright.Operator.Datasets;

/// <summary>The list of versions, newest first: the one whose bytes the source had at the last look stands at the top.</summary>
internal static class VersionList
{
    private const int InFull = 3;
    private const int FailuresOfOthers = 4;
    private const int MessageOfOthers = 120;

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
    /// As many as are kept, always with the latest that may be used. Only the newest keep all words about failed checks: an object has a
    /// size.
    /// </summary>
    public static IReadOnlyList<DatasetVersion> Trim(IReadOnlyList<DatasetVersion> versions, int history)
    {
        List<DatasetVersion> kept = [.. versions.Take(history)];
        if (Latest(versions) is { } latest && !kept.Contains(latest)) kept[^1] = latest;
        return [.. kept.Select((version, place) => place < InFull ? version : Short(version))];
    }

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
