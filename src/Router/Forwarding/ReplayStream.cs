using System.Buffers;
using Modelwright.Router.Mirroring;

namespace Modelwright.Router.Forwarding;

/// <summary>
/// A request body that remembers what was read from the client, up to a limit, so that it can be read once more from the start. Bytes pass
/// on as they come: nothing waits for the body to be complete. Beyond the limit it is an ordinary stream that cannot be rewound once it was
/// read.
/// </summary>
/// <param name="client">The body as the client sends it; not disposed.</param>
/// <param name="limit">The bytes remembered; 0 remembers nothing.</param>
/// <param name="expected">The announced length, or null.</param>
/// <param name="budget">The bound on all such memories together.</param>
public sealed class ReplayStream(Stream client, int limit, long? expected, ReplayBudget budget) : Stream
{
    private const int FirstBytes = 16_384;
    private byte[]? record;
    private int recorded;
    private int position;
    private volatile bool remembers = limit > 0 && (expected is null || expected <= limit);
    private bool wasRead;
    private bool lost;
    private bool ended;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>What was wrong with the client's side, if anything was: a read that was merely cancelled is no fault.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Goes back to the start; false when bytes were read that are no longer known.</summary>
    public bool TryRewind()
    {
        if (wasRead && record is null) return false;
        position = 0;
        return true;
    }

    /// <summary>
    /// No replay is needed any more: what comes from now on is not remembered. The memory is freed by Dispose, as a copy may be under way.
    /// </summary>
    public void Forget() => remembers = false;

    /// <summary>Hands the whole body over to another budget; null when it is not known whole, or does not fit there.</summary>
    public CapturedBody? TryTake(ReplayBudget to)
    {
        if (lost || !(ended || recorded == expected) || (wasRead && record is null)) return null;
        if (record is null) return new CapturedBody(0, to);
        if (!to.TryTake(record.Length)) return null;
        var taken = CapturedBody.Adopt(record, recorded, to);
        budget.Return(record.Length);
        (record, recorded, position, lost) = (null, 0, 0, true);
        return taken;
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position < recorded)
        {
            var share = Math.Min(buffer.Length, recorded - position);
            record.AsMemory(position, share).CopyTo(buffer);
            position += share;
            return share;
        }

        int read;
        try
        {
            read = await client.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Fault = e;
            throw;
        }

        if (read > 0)
        {
            wasRead = true;
            if (remembers) Remember(buffer.Span[..read]);
            else lost = true;
        }
        else if (buffer.Length > 0)
        {
            ended = true;
        }

        return read;
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("read asynchronously");

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        remembers = false;
        if (disposing) Free();
        base.Dispose(disposing);
    }

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        if (recorded + bytes.Length > limit || !MakeRoom(recorded + bytes.Length))
        {
            remembers = false;
            Free();
            return;
        }

        bytes.CopyTo(record.AsSpan(recorded));
        recorded += bytes.Length;
        position = recorded;
    }

    private bool MakeRoom(int size)
    {
        if (record is not null && record.Length >= size) return true;
        // An announced length says how much will be needed, but is believed only as far as bytes have come.
        var wanted = Math.Min(limit, Math.Max(size, Math.Max(FirstBytes, 2 * recorded)));
        if (!budget.TryTake(wanted)) return false;
        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        // The pool rounds up; the budget counts what was really taken.
        if (larger.Length > wanted && !budget.TryTake(larger.Length - wanted))
        {
            ArrayPool<byte>.Shared.Return(larger);
            budget.Return(wanted);
            return false;
        }

        record.AsSpan(0, recorded).CopyTo(larger);
        var kept = recorded;
        Free();
        (record, recorded, position) = (larger, kept, kept);
        return true;
    }

    private void Free()
    {
        if (record is null) return;
        budget.Return(record.Length);
        ArrayPool<byte>.Shared.Return(record);
        (record, recorded, position) = (null, 0, 0);
    }
}
