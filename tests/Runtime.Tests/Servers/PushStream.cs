namespace Modelwright.Runtime.Tests.Servers;

/// <summary>The body of a watch, as the test writes it. Everything happens on the pump.</summary>
internal sealed class PushStream : Stream
{
    private readonly Queue<byte[]> chunks = new();
    private TaskCompletionSource? waiter;
    private Exception? failure;
    private bool ended;
    private int position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public bool Closed { get; private set; }

    public void Push(byte[] bytes)
    {
        if (bytes.Length > 0) chunks.Enqueue(bytes);
        waiter?.TrySetResult();
    }

    public void End(Exception? with = null)
    {
        failure = with;
        ended = true;
        waiter?.TrySetResult();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (chunks.Count == 0 && !ended)
        {
            var tcs = waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), tcs))
                await tcs.Task;
        }

        if (chunks.Count == 0) return failure is null ? 0 : throw failure;
        var head = chunks.Peek();
        var count = Math.Min(buffer.Length, head.Length - position);
        head.AsSpan(position, count).CopyTo(buffer.Span);
        position += count;
        if (position == head.Length)
        {
            chunks.Dequeue();
            position = 0;
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("asynchronous only");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Closed = true;
        base.Dispose(disposing);
    }
}
