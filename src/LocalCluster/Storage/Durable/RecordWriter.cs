using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>
/// Writes records: start mark, length of the content, CRC-32 of length and content, content. The content is the kind, the revision and, for
/// a write, group, resource, namespace and name (each with its length in 16 bits) and the object's JSON. Little-endian.
/// </summary>
internal static class RecordWriter
{
    public const uint Start = 0x5265C0DE;
    public const int HeadLength = 12;
    public const int MinContent = 9;

    /// <summary>No record is shorter.</summary>
    public const int MinLength = HeadLength + MinContent;

    public static void Write(IBufferWriter<byte> output, StoreEvent write)
    {
        var kind = write.Type switch
        {
            ClusterEventType.Added => RecordKind.Added,
            ClusterEventType.Modified => RecordKind.Modified,
            _ => RecordKind.Deleted,
        };
        Write(output, kind, write.Revision, write.Key, write.Object.Utf8.Span);
    }

    public static void Mark(IBufferWriter<byte> output, RecordKind kind, long number) => Write(output, kind, number, null, []);

    public static void Write(IBufferWriter<byte> output, RecordKind kind, long revision, ObjectKey? key, ReadOnlySpan<byte> json)
    {
        string[] texts = key is { } k ? [k.Resource.Group, k.Resource.Plural, k.Namespace, k.Name] : [];
        var content = MinContent + texts.Sum(text => 2 + Encoding.UTF8.GetByteCount(text)) + json.Length;
        var record = output.GetSpan(HeadLength + content)[..(HeadLength + content)];
        BinaryPrimitives.WriteUInt32LittleEndian(record, Start);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], content);
        var rest = record[HeadLength..];
        rest[0] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(rest[1..], revision);
        rest = rest[MinContent..];
        foreach (var text in texts)
        {
            var length = Encoding.UTF8.GetBytes(text, rest[2..]);
            BinaryPrimitives.WriteUInt16LittleEndian(rest, checked((ushort)length));
            rest = rest[(2 + length)..];
        }

        json.CopyTo(rest);
        BinaryPrimitives.WriteUInt32LittleEndian(record[8..], Checksum(record));
        output.Advance(record.Length);
    }

    /// <summary>The checksum of a whole record.</summary>
    public static uint Checksum(ReadOnlySpan<byte> record)
    {
        var crc = new Crc32();
        crc.Append(record[4..8]);
        crc.Append(record[HeadLength..]);
        return crc.GetCurrentHashAsUInt32();
    }
}
