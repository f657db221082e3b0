using System.Globalization;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>A file's name says what it is and the revision it begins after (a journal) or shows (a snapshot).</summary>
internal static class FileNames
{
    public const string Draft = ".tmp";
    private const string JournalPrefix = "journal-";
    private const string SnapshotPrefix = "snapshot-";

    // Nineteen digits hold every revision, so names sort like numbers.
    public static string Journal(long revision) => $"{JournalPrefix}{revision:D19}";

    public static string Snapshot(long revision) => $"{SnapshotPrefix}{revision:D19}";

    public static long? JournalRevision(string name) => Revision(name, JournalPrefix);

    public static long? SnapshotRevision(string name) => Revision(name, SnapshotPrefix);

    private static long? Revision(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;
}
