using System.Net.Sockets;
using System.Text;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Listening;

/// <summary>How the shared port tells HTTP/1.1 from HTTP/2, however the first bytes come.</summary>
public sealed class SharedPortTests
{
    private const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("PUT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("PROPFIND / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("PRINT / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    public async Task Http1_is_answered_as_http1_byte_by_byte(string request)
    {
        await using var router = await TestRouter.StartAsync();
        (await ByteByByteAsync(router, Encoding.ASCII.GetBytes(request))).ShouldStartWith("HTTP/1.1 404 Not Found\r\n");
    }

    [Fact]
    public async Task Preface_is_answered_as_http2_byte_by_byte()
    {
        await using var router = await TestRouter.StartAsync();
        // The preface and an empty SETTINGS frame; the server's first frame is SETTINGS too (type 4).
        var answer = await ByteByByteAsync(router, [.. Encoding.ASCII.GetBytes(Preface), 0, 0, 0, 4, 0, 0, 0, 0, 0]);
        answer[3].ShouldBe((char)4);
    }

    [Fact]
    public async Task Silent_and_vanishing_connections_hold_up_no_one()
    {
        await using var router = await TestRouter.StartAsync();
        var silent = new List<TcpClient>();
        for (var i = 0; i < 200; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(router.Server.TrafficAddress, Token);
            if (i % 2 == 0) await client.GetStream().WriteAsync("PR"u8.ToArray(), Token);
            if (i % 3 == 0) client.Dispose();
            else silent.Add(client);
        }

        (await RawClient.ExchangeAsync(router.Server.TrafficAddress,
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).ShouldStartWith("HTTP/1.1 404");
        await router.Server.DrainAsync();
        foreach (var client in silent)
        {
            // Closed by the drain: the end of the stream, or a reset.
            var buffer = new byte[512];
            try
            {
                while (await client.GetStream().ReadAsync(buffer, Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Token) > 0)
                {
                }
            }
            catch (IOException)
            {
            }

            client.Dispose();
        }
    }

    private static async Task<string> ByteByByteAsync(TestRouter router, byte[] bytes)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(router.Server.TrafficAddress, Token);
        var stream = client.GetStream();
        foreach (var b in bytes)
        {
            await stream.WriteAsync(new[] { b }, Token);
            await Task.Yield();
        }

        var answer = new byte[4_096];
        var read = await stream.ReadAtLeastAsync(answer, 9, cancellationToken: Token);
        return Encoding.Latin1.GetString(answer, 0, read);
    }
}
