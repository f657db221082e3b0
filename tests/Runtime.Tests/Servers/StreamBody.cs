using System.Net;

namespace Modelwright.Runtime.Tests.Servers;

/// <summary>Hands its stream out as it is; StreamContent would buffer and hop threads.</summary>
internal sealed class StreamBody(Stream stream) : HttpContent
{
    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(stream);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => stream;

    protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) =>
        throw new NotSupportedException("read the stream");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
