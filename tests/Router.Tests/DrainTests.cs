using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests;

/// <summary>The order of things when a router leaves.</summary>
public sealed class DrainTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Not_ready_at_once_then_serving_then_connection_close_then_gone()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync(o => o with { DrainDelay = TimeSpan.FromSeconds(2) });
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        using var client = new TcpClient();
        await client.ConnectAsync(router.Server.TrafficAddress, Token);
        (await AskAsync(client)).ShouldNotContain("Connection: close");

        var draining = router.Server.DrainAsync();
        (await ReadyAsync(router)).ShouldBe((HttpStatusCode.ServiceUnavailable, "leaving"));
        (await router.MetricsAsync()).ShouldContain("modelwright_router_ready 0");
        var before = await AskAsync(client);
        before.ShouldStartWith("HTTP/1.1 200 OK");
        before.ShouldNotContain("Connection: close");
        await Eventually.Async(() => router.Log.Lines.Any(l => l.Contains("closing 1 connections", StringComparison.Ordinal)), "it closes");
        var last = await AskAsync(client);
        last.ShouldStartWith("HTTP/1.1 200 OK");
        last.ShouldContain("Connection: close");
        (await client.GetStream().ReadAsync(new byte[1], Token)).ShouldBe(0);

        await draining;
        using var late = new TcpClient();
        await Should.ThrowAsync<SocketException>(() => late.ConnectAsync(router.Server.TrafficAddress, Token).AsTask());
    }

    [Fact]
    public async Task Http2_connections_are_told_to_go_and_lose_no_request()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var one = await TestRouter.StartAsync();
        await using var two = await TestRouter.StartAsync();
        await one.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        await two.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        await using var service = new ServiceProxy();
        service.SetEndpoints(one.Url);
        await using var load = new LoadGenerator(new Uri(service.Url, "/v2/models/fraud/infer"), http1: 0, http2: 16);
        await load.AnswersAsync(100);
        service.SetEndpoints(two.Url);
        await one.Server.DrainAsync();
        await load.AnswersAsync(100);
        await load.StopAsync();
        load.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_long_request_is_answered_after_the_port_was_closed(string version)
    {
        var release = new TaskCompletionSource();
        await using var backend = await TestBackend.StartAsync("fraud-1", async context =>
        {
            await release.Task;
            await context.Response.Body.WriteAsync(new byte[300_000], context.RequestAborted);
        });
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        using var client = new HttpClient
        {
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var answer = client.GetByteArrayAsync(new Uri(router.Url, "/v2/models/fraud"), Token);
        await Eventually.Async(() => backend.Requests == 1, "the request reached the backend");
        var draining = router.Server.DrainAsync();
        await Eventually.Async(() => Refuses(router.Server.TrafficAddress), "the port is closed");
        release.SetResult();
        (await answer).Length.ShouldBe(300_000);
        await draining;
    }

    private static bool Refuses(IPEndPoint address)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(address);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static async Task<string> AskAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync("GET /v2/models/fraud HTTP/1.1\r\nHost: fraud\r\n\r\n"u8.ToArray(), Token);
        var answer = new StringBuilder();
        var buffer = new byte[4_096];
        while (!Complete(answer.ToString()))
        {
            var read = await client.GetStream().ReadAsync(buffer, Token);
            read.ShouldBeGreaterThan(0);
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }

    /// <summary>The head is there, and as much of the body as it announces.</summary>
    private static bool Complete(string answer)
    {
        var head = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0) return false;
        var length = answer[..head].Split("\r\n").Single(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return answer.Length - head - 4 >= int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture);
    }

    private static async Task<(HttpStatusCode, string)> ReadyAsync(TestRouter router)
    {
        using var response = await router.SendAsync(HttpMethod.Get, "/readyz", withToken: false);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
