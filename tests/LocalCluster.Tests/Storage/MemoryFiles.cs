using Modelwright.LocalCluster.Storage.Durable;

namespace Modelwright.LocalCluster.Tests.Storage;

/// <summary>
/// A disk in memory that keeps only what was flushed: content by file, names by folder. It can stop working after a number of operations,
/// and tell what a power cut would leave of it.
/// </summary>
internal sealed class MemoryFiles : IStoreFiles
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Content> names = [];
    private readonly Dictionary<string, Content> durableNames = [];
    private readonly List<Action<Dictionary<string, Content>>> pendingNames = [];

    /// <summary>Operations that still work; the one after the last fails, as do all later ones.</summary>
    public int OperationsLeft { get; set; } = int.MaxValue;

    /// <summary>Called before every flush of a file, outside all locks.</summary>
    public Action? BeforeFlush { get; set; }

    /// <summary>How often a file was flushed.</summary>
    public int Flushes { get; private set; }

    public string Folder => "memory";

    public static MemoryFiles Of(IReadOnlyDictionary<string, byte[]> files)
    {
        var result = new MemoryFiles();
        foreach (var (name, bytes) in files)
            result.names[name] = result.durableNames[name] = new Content { Bytes = [.. bytes], Flushed = bytes.Length };
        return result;
    }

    /// <summary>Everything, flushed or not.</summary>
    public Dictionary<string, byte[]> Copy()
    {
        lock (gate) return names.ToDictionary(pair => pair.Key, pair => pair.Value.Bytes.ToArray());
    }

    /// <summary>What a power cut leaves: flushed content, and of the rest a part, perhaps with holes; of changed names any.</summary>
    public Dictionary<string, byte[]> PowerCut(Random random)
    {
        lock (gate)
        {
            var left = new Dictionary<string, Content>(durableNames);
            foreach (var change in pendingNames.Where(_ => random.Next(2) == 0)) change(left);
            return left.ToDictionary(pair => pair.Key, pair => Survivors(pair.Value, random));
        }
    }

    public IReadOnlyList<string> Names()
    {
        lock (gate) return [.. names.Keys.Order(StringComparer.Ordinal)];
    }

    public Stream Read(string name)
    {
        lock (gate) return new MemoryStream([.. names[name].Bytes]);
    }

    public IAppendFile Create(string name)
    {
        lock (gate)
        {
            Work();
            var content = new Content();
            Change(all => all[name] = content);
            return new OpenFile(this, content);
        }
    }

    public void Rename(string from, string to)
    {
        lock (gate)
        {
            Work();
            Change(all =>
            {
                if (all.Remove(from, out var content)) all[to] = content;
            });
        }
    }

    public void Delete(string name)
    {
        lock (gate)
        {
            Work();
            Change(all => all.Remove(name));
        }
    }

    public void FlushNames()
    {
        lock (gate)
        {
            Work();
            foreach (var change in pendingNames) change(durableNames);
            pendingNames.Clear();
        }
    }

    public void Dispose()
    {
    }

    private static byte[] Survivors(Content content, Random random)
    {
        var bytes = content.Bytes.ToArray();
        var length = content.Flushed + random.Next(bytes.Length - content.Flushed + 1);
        for (var i = content.Flushed; i < length && random.Next(3) == 0; i += 1 + random.Next(16)) bytes[i] = (byte)random.Next(256);
        return bytes[..length];
    }

    private void Change(Action<Dictionary<string, Content>> change)
    {
        change(names);
        pendingNames.Add(change);
    }

    private void Work()
    {
        if (OperationsLeft-- <= 0) throw new IOException("No space left on device");
    }

    private sealed class Content
    {
        public List<byte> Bytes { get; init; } = [];

        public int Flushed { get; set; }
    }

    private sealed class OpenFile(MemoryFiles files, Content content) : IAppendFile
    {
        public long Length
        {
            get
            {
                lock (files.gate) return content.Bytes.Count;
            }
        }

        public void Append(ReadOnlySpan<byte> bytes)
        {
            lock (files.gate)
            {
                // A full disk takes a part before it refuses.
                if (files.OperationsLeft <= 0) content.Bytes.AddRange(bytes[..(bytes.Length / 2)]);
                files.Work();
                content.Bytes.AddRange(bytes);
            }
        }

        public void Flush()
        {
            files.BeforeFlush?.Invoke();
            lock (files.gate)
            {
                files.Work();
                files.Flushes++;
                content.Flushed = content.Bytes.Count;
            }
        }

        public void Dispose()
        {
        }
    }
}
