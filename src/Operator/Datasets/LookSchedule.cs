using System.Security.Cryptography;
using System.Text;
using Modelwright.Crds.Datasets;

namespace Modelwright.Operator.Datasets;

/// <summary>When a source is looked at.</summary>
internal static class LookSchedule
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(15);

    /// <summary>
    /// When the next look is due after the last one: after the interval and up to a tenth more, by the Dataset's UID, so that many of the
    /// same interval do not come at once; after failures sooner or later, doubled each time. Null: not again.
    /// </summary>
    public static DateTimeOffset? Next(Dataset dataset, DatasetStatus status)
    {
        if (status.LastCheckTime is not { } last) return null;
        if (status.Failures is > 0 and var failures) return last + Wait(failures);

        return dataset.Spec.Refresh?.Interval is { } interval && interval.TryGetTimeSpan(out var time)
            ? Times.Whole(last + time * (1 + 0.1 * Share(dataset.Metadata.Uid)))
            : null;
    }

    /// <summary>How long to wait after so many failures in a row.</summary>
    public static TimeSpan Wait(int failures)
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(failures - 1, 16));
        return wait < LastRetry ? wait : LastRetry;
    }

    /// <summary>The wish for a look that stands on the object; null when there is none.</summary>
    public static string? Wish(Dataset dataset) =>
        dataset.Metadata.Annotations?.TryGetValue(Labels.Refresh, out var wish) == true && wish.Length is > 0 and <= 256 ? wish : null;

    /// <summary>There is a wish that no look was made for yet.</summary>
    public static bool IsAsked(Dataset dataset) => Wish(dataset) is { } wish && wish != dataset.Status?.Refresh;

    // A number in [0, 1) that a Dataset keeps.
    private static double Share(string uid) => SHA256.HashData(Encoding.UTF8.GetBytes(uid))[0] / 256.0;
}
