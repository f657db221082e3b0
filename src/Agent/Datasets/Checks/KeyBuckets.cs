using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Modelwright.Agent.Datasets.Checks;

/// <summary>
/// Keys of rows in bounded memory: the first 16 bytes of each key's SHA-256 with the row's number, in buckets by the hash. Once there are
/// more than fit, buckets go to files; two equal keys are always in the same bucket, so each is looked at by itself.
/// </summary>
internal sealed class KeyBuckets
{
    /// <summary>How many buckets there are.</summary>
    public const int Count = 256;

    private const int EntryBytes = 24;
    private readonly string _folder;
    private readonly int _capacity;
    private readonly List<Entry>[] _buckets = [.. Enumerable.Range(0, Count).Select(_ => new List<Entry>())];
    private readonly ArrayBufferWriter<byte> _key = new();
    private int _held;
    private bool _spilled;

    /// <param name="folder">A folder for the files, of this object's own.</param>
    /// <param name="capacity">Entries that are held in memory.</param>
    public KeyBuckets(string folder, int capacity = 500_000) => (_folder, _capacity) = (folder, capacity);

    /// <summary>Adds a row's key.</summary>
    /// <param name="row">The row.</param>
    /// <param name="places">The cells that are the key.</param>
    /// <param name="number">The row's number.</param>
    public void Add(string?[] row, int[] places, long number)
    {
        _key.ResetWrittenCount();
        Span<byte> length = stackalloc byte[4];
        foreach (var place in places)
        {
            // Length first, so that no two keys have the same bytes; -1 for a missing value.
            BinaryPrimitives.WriteInt32LittleEndian(length, row[place]?.Length ?? -1);
            _key.Write(length);
            _key.Write(Encoding.UTF8.GetBytes(row[place] ?? ""));
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_key.WrittenSpan, hash);
        _buckets[hash[0]].Add(new Entry(BinaryPrimitives.ReadUInt128BigEndian(hash), number));
        if (++_held >= _capacity) Spill();
    }

    /// <summary>All entries of a bucket.</summary>
    public List<Entry> Read(int bucket)
    {
        var path = FileOf(bucket);
        if (!_spilled || !File.Exists(path)) return _buckets[bucket];
        var bytes = File.ReadAllBytes(path);
        List<Entry> entries = [.. _buckets[bucket]];
        for (var at = 0; at < bytes.Length; at += EntryBytes)
            entries.Add(new Entry(
                BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at + 16))));
        return entries;
    }

    /// <summary>Removes the files.</summary>
    public void Remove()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private string FileOf(int bucket) => Path.Combine(_folder, $"{bucket:x2}");

    private void Spill()
    {
        Directory.CreateDirectory(_folder);
        Span<byte> bytes = stackalloc byte[EntryBytes];
        for (var bucket = 0; bucket < Count; bucket++)
        {
            using var file = new FileStream(FileOf(bucket), FileMode.Append, FileAccess.Write);
            foreach (var entry in CollectionsMarshal.AsSpan(_buckets[bucket]))
            {
                BinaryPrimitives.WriteUInt128BigEndian(bytes, entry.Hash);
                BinaryPrimitives.WriteInt64BigEndian(bytes[16..], entry.Row);
                file.Write(bytes);
            }

            _buckets[bucket].Clear();
        }

        (_held, _spilled) = (0, true);
    }

    /// <summary>A key and its row.</summary>
    internal readonly record struct Entry(UInt128 Hash, long Row);
}
