using System.Net;
using System.Threading.Channels;

namespace Modelwright.Router.Tests.Support;

/// <summary>A request body that the test sends byte by byte while the call is open.</summary>
public sealed class TurnsContent : HttpContent
{
    private readonly Channel<byte> bytes = Channel.CreateBounded<byte>(1);

    public ValueTask SendAsync(byte value) => bytes.Writer.WriteAsync(value);

    public void Complete() => bytes.Writer.Complete();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync();
        await foreach (var value in bytes.Reader.ReadAllAsync())
        {
            await stream.WriteAsync(new[] { value });
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
