using System.Buffers;
using System.Net;

namespace Modelwright.Router.Forwarding;

/// <summary>A client's body on its way to a backend; its length is what the client announced, if it did.</summary>
public sealed class RequestBody(ReplayStream body, SilenceDeadline deadline) : HttpContent
{
    private const int BufferBytes = 65_536;
    private bool isSent;

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc />
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The handler would send it again over another connection; whether that may be is the router's decision, as is where it begins.
        if (isSent) throw new InvalidOperationException(FailureClassifier.Consumed);
        isSent = true;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(Headers.ContentLength ?? BufferBytes, 1, BufferBytes));
        try
        {
            while (true)
            {
                var reading = body.ReadAsync(buffer, cancellationToken);
                // The client lets wait for itself: what there is need not.
                if (!reading.IsCompleted) await stream.FlushAsync(cancellationToken);
                var read = await reading;
                if (read == 0) return;
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                deadline.Moved();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
