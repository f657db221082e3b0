using System.Buffers;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>The whole state in one file, which appears complete or not at all.</summary>
internal static class Snapshot
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Writes the file and returns its length in bytes.</summary>
    public static long Write(IStoreFiles files, StoreState state)
    {
        var name = FileNames.Snapshot(state.Revision);
        long length;
        using (var file = files.Create(name + FileNames.Draft))
        {
            file.Append(FileHeader.Encode(FileHeader.SnapshotKind, state.Revision));
            var buffer = new ArrayBufferWriter<byte>(ChunkBytes);
            var count = 0;
            foreach (var (resource, objects) in state.Collections)
            {
                foreach (var (@namespace, objectName, stored) in objects.Entries())
                {
                    var key = new ObjectKey(resource, @namespace, objectName);
                    RecordWriter.Write(buffer, RecordKind.Added, stored.Revision, key, stored.Utf8.Span);
                    count++;
                    if (buffer.WrittenCount < ChunkBytes) continue;
                    file.Append(buffer.WrittenSpan);
                    buffer.ResetWrittenCount();
                }
            }

            RecordWriter.Mark(buffer, RecordKind.End, count);
            file.Append(buffer.WrittenSpan);
            file.Flush();
            length = file.Length;
        }

        files.Rename(name + FileNames.Draft, name);
        files.FlushNames();
        return length;
    }

    /// <exception cref="DamageException">The file is not as it was written.</exception>
    public static StoreState Read(IStoreFiles files, long revision)
    {
        var name = FileNames.Snapshot(revision);
        using var stream = files.Read(name);
        FileHeader.Check(stream, name, FileHeader.SnapshotKind, revision);
        var reader = new RecordReader(stream, name);
        var state = StoreState.Empty;
        for (long count = 0; ; count++)
        {
            var record = reader.Next() ?? throw new DamageException($"{name} ends without its end mark");
            if (record.Kind == RecordKind.End && record.Revision == count) return state with { Revision = revision };
            if (record.Kind != RecordKind.Added) throw new DamageException($"{name} has an unexpected record before byte {reader.Offset}");
            state = state.After(record.Write(state));
        }
    }

    /// <summary>Deletes what recovery will not need: all but the newest snapshots, and the journals before them.</summary>
    public static void DeleteOlder(IStoreFiles files, int keep)
    {
        var names = files.Names();
        var snapshots = names.Select(FileNames.SnapshotRevision).OfType<long>().OrderDescending().ToList();
        if (snapshots.Count < keep) return;
        var oldest = snapshots[keep - 1];
        foreach (var name in names)
        {
            if ((FileNames.SnapshotRevision(name) ?? FileNames.JournalRevision(name)) < oldest) files.Delete(name);
        }
    }
}
