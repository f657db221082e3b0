using System.Buffers;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Storage.Durable;

/// <summary>
/// The journal in files. There is no thread of its own for flushing: whoever waits first writes out and flushes what all have appended so
/// far, the others wait for it. The first failure makes it refuse all further writes, because after a failed flush nobody knows what the
/// disk holds; reading goes on.
/// </summary>
internal sealed class FileJournal : IJournal
{
    private readonly object _gate = new();
    private readonly IStoreFiles _files;
    private readonly StoreFolderOptions _options;
    private readonly SnapshotKeeper _snapshots;
    private ArrayBufferWriter<byte> _filling = new();
    private ArrayBufferWriter<byte> _spare = new();
    private IAppendFile _file;
    private StoreState _state;
    private long _appended;
    private long _durable;
    private bool _flushing;
    private string? _refusal;

    /// <summary>Goes on after what was recovered, in a new file.</summary>
    public FileJournal(IStoreFiles files, RecoveredState recovered, StoreFolderOptions options)
    {
        _files = files;
        _options = options;
        _state = recovered.State;
        _appended = _durable = _state.Revision;
        _snapshots = new SnapshotKeeper(files, options);
        _snapshots.AfterRecovery(recovered);
        _file = Begin(_state.Revision);
    }

    /// <inheritdoc />
    public void Append(StoreEvent write)
    {
        while (true)
        {
            long full;
            lock (_gate)
            {
                if (_refusal is not null) throw ApiErrors.Internal(_refusal);
                if (_filling.WrittenCount < _options.MaxBufferedBytes)
                {
                    RecordWriter.Write(_filling, write);
                    _appended = write.Revision;
                    return;
                }

                full = _appended;
            }

            WaitDurable(full);
        }
    }

    /// <inheritdoc />
    public void Committed(StoreState state)
    {
        lock (_gate) _state = state;
    }

    /// <inheritdoc />
    public void WaitDurable(long revision)
    {
        while (true)
        {
            ArrayBufferWriter<byte> batch;
            long from, to;
            StoreState state;
            lock (_gate)
            {
                while (_durable < revision && _flushing && _refusal is null)
                {
                    if (!Monitor.Wait(_gate, _options.FlushTimeout)) throw Undecided();
                }

                if (_durable >= revision) return;
                if (_refusal is not null) throw ApiErrors.Internal(_refusal);
                _flushing = true;
                (batch, _filling, from, to, state) = (_filling, _spare, _durable, _appended, _state);
            }

            Flush(batch, from, to, state);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            WaitDurable(_appended);
        }
        catch (ApiException)
        {
            // Whoever wrote it was told.
        }

        lock (_gate) _refusal ??= "the server is stopping";
        _snapshots.Dispose();
        _file.Dispose();
        _files.Dispose();
    }

    private static ApiException Undecided() =>
        new(504, "Timeout", "Timeout: the disk did not confirm the write in time; it may or may not have happened");

    private void Flush(ArrayBufferWriter<byte> batch, long from, long to, StoreState state)
    {
        try
        {
            var mark = new ArrayBufferWriter<byte>(RecordWriter.MinLength);
            RecordWriter.Mark(mark, RecordKind.Durable, from);
            _file.Append(mark.WrittenSpan);
            _file.Append(batch.WrittenSpan);
            _file.Flush();
            lock (_gate)
            {
                _durable = to;
                Monitor.PulseAll(_gate);
            }

            if (state.Revision == to && _snapshots.IsDue(_file.Length)) Rotate(state);
        }
        catch (Exception error)
        {
            _options.Log.LogError(error, "state folder {Folder} cannot be written; the server is read-only from now on", _files.Folder);
            lock (_gate)
            {
                _refusal = $"the state folder {_files.Folder} cannot be written ({error.Message}); "
                    + "the server is read-only until it is restarted";
            }
        }
        finally
        {
            batch.ResetWrittenCount();
            lock (_gate)
            {
                _spare = batch;
                _flushing = false;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Rotate(StoreState state)
    {
        var next = Begin(state.Revision);
        _file.Dispose();
        _file = next;
        _snapshots.Start(state);
    }

    private IAppendFile Begin(long revision)
    {
        var name = FileNames.Journal(revision);
        var file = _files.Create(name + FileNames.Draft);
        file.Append(FileHeader.Encode(FileHeader.JournalKind, revision));
        file.Flush();
        _files.Rename(name + FileNames.Draft, name);
        _files.FlushNames();
        return file;
    }
}
