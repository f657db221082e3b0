using System.Buffers.Binary;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>Applies journals, one after the other, to a state.</summary>
internal sealed class JournalReplay(IStoreFiles files, StoreState start)
{
    private readonly List<StoreEvent> _history = [];
    private string? _problem;
    private long _bytes;
    private int _files;

    public StoreState State { get; private set; } = start;

    public RecoveredState Result() => new(State, _history, _problem, _bytes, _files);

    /// <summary>Applies the journal that begins after a revision; only the last one may have a torn end.</summary>
    /// <exception cref="DamageException">Writes are missing that had been acknowledged.</exception>
    public void Read(long revision, bool isLast, long countFrom)
    {
        var name = FileNames.Journal(revision);
        if (revision != State.Revision) throw new DamageException($"{name} does not follow revision {State.Revision}");
        using var stream = files.Read(name);
        FileHeader.Check(stream, name, FileHeader.JournalKind, revision);
        var reader = new RecordReader(stream, name);
        try
        {
            while (reader.Next() is { } record) Apply(record, name);
        }
        catch (DamageException error) when (isLast)
        {
            Tear(error, stream, reader.Offset);
        }

        if (revision < countFrom) return;
        _bytes += stream.Length;
        _files++;
    }

    private void Apply(JournalRecord record, string name)
    {
        if (!record.IsWrite) return;
        if (record.Revision != State.Revision + 1)
            throw new DamageException($"{name} has revision {record.Revision} after {State.Revision}");
        var write = record.Write(State);
        State = State.After(write);
        _history.Add(write);
    }

    // A crash leaves a torn end: nobody was told that those writes happened. The revision still moves on by more than was torn off, and
    // the history is forgotten, so that a disk which lost what it had promised to keep cannot bring clients to mix two pasts.
    private void Tear(DamageException error, Stream stream, long offset)
    {
        var rest = new byte[stream.Length - offset];
        stream.Position = offset;
        stream.ReadExactly(rest);
        if (LastDurable(rest) is { } durable && durable > State.Revision)
            throw new DamageException($"{error.Message}, and revisions {State.Revision + 1} to {durable} were already durable");
        State = State with { Revision = State.Revision + 1 + (rest.Length / RecordWriter.MinLength) };
        _history.Clear();
        _problem = $"{error.Message}; the {rest.Length} bytes from there on, which were never acknowledged, are dropped";
    }

    private static long? LastDurable(ReadOnlySpan<byte> bytes)
    {
        Span<byte> start = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(start, RecordWriter.Start);
        long? durable = null;
        for (int next; (next = bytes.IndexOf(start)) >= 0; bytes = bytes[(next + 1)..])
        {
            if (RecordReader.TryDecode(bytes[next..]) is { Kind: RecordKind.Durable } mark) durable = Math.Max(durable ?? 0, mark.Revision);
        }

        return durable;
    }
}
