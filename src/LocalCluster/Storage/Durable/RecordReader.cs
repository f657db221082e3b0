using System.Buffers.Binary;
using System.Text;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>Reads records one after the other, and says where they stop making sense.</summary>
internal sealed class RecordReader(Stream stream, string name)
{
    /// <summary>Objects come through requests of a few megabytes; a longer record is damage.</summary>
    private const int MaxContent = 256 << 20;

    /// <summary>Where the next record begins.</summary>
    public long Offset { get; private set; } = FileHeader.Length;

    /// <summary>The next record; null at the end of the file.</summary>
    /// <exception cref="DamageException">The bytes at <see cref="Offset"/> are no whole record.</exception>
    public JournalRecord? Next()
    {
        var head = new byte[RecordWriter.HeadLength];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read == 0) return null;
        if (read < head.Length) throw Damage("ends within a record");
        if (BinaryPrimitives.ReadUInt32LittleEndian(head) != RecordWriter.Start) throw Damage("has no record");
        var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
        if (length is < RecordWriter.MinContent or > MaxContent || length > stream.Length - stream.Position)
            throw Damage("has a record of a false length");
        var record = new byte[head.Length + length];
        head.CopyTo(record, 0);
        stream.ReadExactly(record, head.Length, length);
        var result = Decode(record) ?? throw Damage("has a record with a false checksum");
        Offset += record.Length;
        return result;
    }

    /// <summary>The record at the beginning of a span; null when there is no whole one.</summary>
    public static JournalRecord? TryDecode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < RecordWriter.MinLength) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        return length < RecordWriter.MinContent || length > bytes.Length - RecordWriter.HeadLength
            ? null
            : Decode(bytes[..(RecordWriter.HeadLength + length)].ToArray());
    }

    private static JournalRecord? Decode(byte[] record)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(8)) != RecordWriter.Checksum(record)) return null;
        var content = record.AsMemory(RecordWriter.HeadLength);
        var kind = (RecordKind)content.Span[0];
        var revision = BinaryPrimitives.ReadInt64LittleEndian(content.Span[1..]);
        content = content[RecordWriter.MinContent..];
        if (kind is RecordKind.Durable or RecordKind.End) return new JournalRecord(kind, revision, default, default);
        if (kind > RecordKind.End) return null;
        var texts = new string[4];
        for (var i = 0; i < texts.Length; i++)
        {
            if (content.Length < 2) return null;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(content.Span);
            if (content.Length < 2 + length) return null;
            texts[i] = Encoding.UTF8.GetString(content.Span.Slice(2, length));
            content = content[(2 + length)..];
        }

        return new JournalRecord(kind, revision, new ObjectKey(new ResourceKey(texts[0], texts[1]), texts[2], texts[3]), content);
    }

    private DamageException Damage(string what) => new($"{name} {what} at byte {Offset}");
}
