using Microsoft.Extensions.Logging;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>
/// Writes snapshots beside the running journal, and deletes what they make superfluous. One that fails costs only disk space.
/// </summary>
internal sealed class SnapshotKeeper(IStoreFiles files, StoreFolderOptions options) : IDisposable
{
    /// <summary>The newest and the one before: between them lies the history for watches, and each is the other's spare.</summary>
    private const int Kept = 2;

    /// <summary>Every start begins a journal file; after this many, a snapshot is due however small they are.</summary>
    private const int MaxJournalFiles = 8;

    private Thread? _thread;
    private long _lastBytes;

    /// <summary>Replaces damaged or scattered files before the first write. Unlike later, failing here fails the start.</summary>
    public void AfterRecovery(RecoveredState recovered)
    {
        var damaged = recovered.Problem is not null;
        if (!damaged && recovered.JournalFiles < MaxJournalFiles && recovered.JournalBytes < options.JournalFileBytes) return;
        _lastBytes = Snapshot.Write(files, recovered.State);
        Snapshot.DeleteOlder(files, damaged ? 1 : Kept);
    }

    /// <summary>Whether a journal file of some length should end. Called by one thread at a time, as is <see cref="Start"/>.</summary>
    public bool IsDue(long journalBytes) =>
        journalBytes >= Math.Max(options.JournalFileBytes, Interlocked.Read(ref _lastBytes)) && _thread is not { IsAlive: true };

    public void Start(StoreState state)
    {
        _thread = new Thread(() => Write(state)) { IsBackground = true, Name = "state snapshot" };
        _thread.Start();
    }

    public void Dispose() => _thread?.Join();

    private void Write(StoreState state)
    {
        try
        {
            Interlocked.Exchange(ref _lastBytes, Snapshot.Write(files, state));
            Snapshot.DeleteOlder(files, Kept);
        }
        catch (Exception error)
        {
            options.Log.LogError(
                error, "state folder {Folder}: no snapshot of revision {Revision}; the journal goes on", files.Folder, state.Revision);
        }
    }
}
