using Microsoft.Extensions.Logging;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>
/// Finds the state that a folder holds: a snapshot and the journals after it. It begins with the oldest snapshot that is left, because the
/// journals between two snapshots are the history that watches resume from, and falls back to newer ones.
/// </summary>
internal static class Recovery
{
    public static RecoveredState Run(IStoreFiles files, ILogger log)
    {
        foreach (var name in files.Names().Where(name => name.EndsWith(FileNames.Draft, StringComparison.Ordinal))) files.Delete(name);
        var names = files.Names();
        var snapshots = names.Select(FileNames.SnapshotRevision).OfType<long>().Order().ToList();
        var journals = names.Select(FileNames.JournalRevision).OfType<long>().Order().ToList();
        var newest = snapshots.Count > 0 ? snapshots[^1] : StoreState.Empty.Revision;
        // The state before the first write needs no snapshot.
        var fromNothing = journals.Count == 0 || journals[0] == StoreState.Empty.Revision;
        var starts = fromNothing ? [StoreState.Empty.Revision, .. snapshots] : snapshots;
        List<string> problems = [];
        foreach (var start in starts.Distinct())
        {
            try
            {
                var result = From(files, start, newest, journals);
                problems.AddRange(result.Problem is { } problem ? [problem] : []);
                foreach (var line in problems) log.LogWarning("state folder {Folder}: {Problem}", files.Folder, line);
                return problems.Count == 0 ? result : result with { Problem = string.Join("; ", problems) };
            }
            catch (DamageException error)
            {
                if (!problems.Contains(error.Message)) problems.Add(error.Message);
            }
        }

        if (starts.Count == 0) problems.Add("the snapshot that its journals follow is missing");
        throw new StoreFolderException(
            $"the state folder {files.Folder} has lost acknowledged writes ({string.Join("; ", problems)}): "
            + "restore it from a copy, or start with an empty folder");
    }

    private static RecoveredState From(IStoreFiles files, long start, long newest, List<long> journals)
    {
        var isEmpty = start == StoreState.Empty.Revision;
        var replay = new JournalReplay(files, isEmpty ? StoreState.Empty : Snapshot.Read(files, start));
        var chain = journals.Where(revision => revision >= start).ToList();
        foreach (var journal in chain) replay.Read(journal, isLast: journal == chain[^1], countFrom: newest);
        // A journal that ends before the newest snapshot misses what that one has.
        var end = replay.State.Revision;
        if (end < newest) throw new DamageException($"the journals after revision {start} end at {end}, before the snapshot of {newest}");
        return replay.Result();
    }
}
