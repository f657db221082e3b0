using System.Text;
using Modelwright.Artifacts;

namespace Modelwright.Operator.Datasets;

/// <summary>
/// Which copies a look leaves alone when it clears away what nothing refers to: all versions of the status, and those in use elsewhere.
/// </summary>
/// <param name="Digest">Of the list: a list that was swept by is not swept by again.</param>
/// <param name="Keep">The beginnings of the digests that stay, in order.</param>
internal sealed record SweepPolicy(string Digest, IReadOnlyList<string> Keep)
{
    // Of the 64 KiB of a task; the beginnings of others than these would have to be the same by chance, and then a copy too many stays.
    private const int MaxKept = 2000;
    private const int Digits = 12;
    private const int Prefix = 7;

    /// <summary>
    /// Longer than any decision that was made from a status with one more version takes to arrive: a run that is just being given that
    /// version.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    /// <summary>What the next look is to keep; null when there is nothing new to clear away, or it is not safe to.</summary>
    public static SweepPolicy? Of(DatasetObserved observed)
    {
        var status = observed.Dataset.Status;
        if (status?.Versions is not [var newest, ..] || newest.ObservedTime + Grace > observed.Now) return null;
        if (observed.Used.Value is not { } used) return null;
        List<string> keep = [.. status.Versions.Select(version => version.Digest).Concat(used)
            .Where(digest => digest.Length >= Prefix + Digits).Select(digest => digest.Substring(Prefix, Digits))
            .Distinct().Order(StringComparer.Ordinal)];
        if (keep.Count > MaxKept) return null;
        var digest = Sha256Digest.Of(Encoding.UTF8.GetBytes(string.Join('\n', keep))).ToString();
        return digest == status.Swept ? null : new(digest, keep);
    }
}
