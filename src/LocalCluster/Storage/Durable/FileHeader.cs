using System.Buffers.Binary;
using System.IO.Hashing;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>The first 32 bytes of every file: magic, format, kind, revision, CRC-32 of all that. Little-endian.</summary>
internal static class FileHeader
{
    public const int Length = 32;
    public const int Format = 1;
    public const int JournalKind = 1;
    public const int SnapshotKind = 2;

    private static ReadOnlySpan<byte> Magic => "mw-state"u8;

    public static byte[] Encode(int kind, long revision)
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), Format);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), kind);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), revision);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), Crc32.HashToUInt32(bytes.AsSpan(0, 28)));
        return bytes;
    }

    /// <summary>Reads the header and leaves the stream behind it.</summary>
    /// <exception cref="StoreFolderException">A newer program wrote the file.</exception>
    /// <exception cref="DamageException">It is no file of ours, or not the one its name says.</exception>
    public static void Check(Stream stream, string name, int kind, long revision)
    {
        var bytes = new byte[Length];
        if (stream.ReadAtLeast(bytes, Length, throwOnEndOfStream: false) < Length || !bytes.AsSpan().StartsWith(Magic))
            throw new DamageException($"{name} does not begin as a state file does");
        // Before the checksum, which another format may keep elsewhere.
        var format = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        if (format > Format)
        {
            throw new StoreFolderException(
                $"{name} has format {format}, and this program knows formats up to {Format}: a newer program wrote this folder, "
                + "use that one or another folder");
        }

        if (!bytes.AsSpan().SequenceEqual(Encode(kind, revision))) throw new DamageException($"{name} has a damaged header");
    }
}
