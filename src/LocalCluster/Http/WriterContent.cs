using System.Net;

namespace Modelwright.LocalCluster.Http;

/// <summary>A body that is written as it is read.</summary>
internal sealed class WriterContent(Func<Stream, CancellationToken, Task> writer) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => writer(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        writer(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
