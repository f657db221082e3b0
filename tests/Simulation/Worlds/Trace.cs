using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Modelwright.Simulation.Worlds;

/// <summary>Everything that happened in a world, in order. Two runs of the same seed must have the same hash.</summary>
public sealed class Trace(TimeProvider time) : IDisposable
{
    private const int Kept = 100_000;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Queue<string> lines = new();
    private readonly long start = time.GetTimestamp();

    /// <summary>Lines so far.</summary>
    public long Count { get; private set; }

    /// <summary>Notes something.</summary>
    public void Add(string source, string what)
    {
        var elapsed = time.GetElapsedTime(start).TotalSeconds;
        var line = string.Create(CultureInfo.InvariantCulture, $"{elapsed,9:0.000} {source,-10} {what}");
        hash.AppendData(Encoding.UTF8.GetBytes(line));
        Count++;
        lines.Enqueue(line);
        if (lines.Count > Kept) lines.Dequeue();
    }

    /// <summary>The fingerprint of everything so far.</summary>
    public string Hash() => Convert.ToHexStringLower(hash.GetCurrentHash().AsSpan(0, 12));

    /// <summary>The last lines.</summary>
    public string Tail(int count = 60) => string.Join('\n', lines.Skip(Math.Max(0, lines.Count - count)));

    /// <inheritdoc />
    public void Dispose() => hash.Dispose();
}
