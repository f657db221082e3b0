using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>How state is kept in a folder.</summary>
public sealed record StoreFolderOptions
{
    /// <summary>Gets a line whenever recovery or writing met something out of the ordinary.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>How much history the store keeps in memory.</summary>
    public StoreOptions Store { get; init; } = new();

    /// <summary>
    /// A journal file of this many bytes (or as large as the last snapshot, if that is more) ends, and a snapshot of the state is written.
    /// The disk holds two snapshots and two journal files at most, and for a moment a third.
    /// </summary>
    public long JournalFileBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of writes that may wait for the disk; whoever writes beyond that waits first.</summary>
    public int MaxBufferedBytes { get; init; } = 32 << 20;

    /// <summary>How long a write waits for another one's flush before it answers that it does not know (504).</summary>
    public TimeSpan FlushTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
