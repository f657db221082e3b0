using System.Net;
using System.Net.Sockets;
using System.Text;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

/// <summary>What is sent again and what is not, against servers that close connections at every awkward moment.</summary>
public sealed class ReplayTests
{
    private const string Infer = "/v2/models/fraud/infer";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "1.1")]
    [InlineData(true, "1.1")]
    [InlineData(false, "2.0")]
    [InlineData(true, "2.0")]
    public async Task Inference_on_a_connection_closed_under_it_is_sent_again(bool reset, string version)
    {
        // The first connection answers once, then dies with the second request: what a draining server does to a request that crosses its
        // close.
        await using var backend = new RawBackend((connection, request) =>
            connection == 0 && request == 1 ? reset ? RawAnswer.Reset : RawAnswer.Close : RawAnswer.Ok);
        await using var router = await StartAsync(backend);
        using var client = Client(version);

        (await PostAsync(client, router, Infer, "{}")).ShouldBe((HttpStatusCode.OK, "ok"));
        (await PostAsync(client, router, Infer, "{}")).ShouldBe((HttpStatusCode.OK, "ok"));

        backend.Requests.ShouldBe(3);
        (await router.MetricsAsync()).ShouldContain(
            """modelwright_router_retries_total{model="fraud",revision="fraud-1",reason="Closed"} 1""");
    }

    [Fact]
    public async Task Chunked_inference_is_sent_again()
    {
        await using var backend = new RawBackend((connection, _) => connection == 0 ? RawAnswer.Close : RawAnswer.Ok);
        await using var router = await StartAsync(backend);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(router.Url, Infer));
        request.Content = new StringContent("{\"x\":1}");
        request.Headers.TransferEncodingChunked = true;

        using var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        backend.Heads.Count.ShouldBe(2);
        backend.Heads.ShouldAllBe(h => h.Contains("chunked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inference_is_sent_again_once_only()
    {
        await using var backend = new RawBackend((_, _) => RawAnswer.Close);
        await using var router = await StartAsync(backend);
        using var client = new HttpClient();

        var (status, body) = await PostAsync(client, router, Infer, "{}");

        status.ShouldBe(HttpStatusCode.BadGateway);
        body.ShouldContain("the connection ended before an answer came");
        backend.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Inference_that_a_dying_revision_closed_twice_is_answered_by_another()
    {
        await using var dying = new RawBackend((_, _) => RawAnswer.Reset);
        await using var other = await TestBackend.StartAsync("fraud-2");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", dying.Url, 99), ("fraud-2", other.Url, 1));
        using var client = new HttpClient();

        for (var i = 0; i < 20; i++) (await PostAsync(client, router, Infer, "{}")).Status.ShouldBe(HttpStatusCode.OK);

        dying.Requests.ShouldBePositive();
        (dying.Requests % 2).ShouldBe(0, "two attempts each, never more");
    }

    [Theory]
    [InlineData("/v2/repository/models/fraud/unload")]
    [InlineData("/v2/models/fraud/train")]
    [InlineData("/infer")]
    public async Task Post_that_is_not_known_to_be_pure_is_not_sent_again(string path)
    {
        await using var backend = new RawBackend((_, _) => RawAnswer.Close);
        await using var router = await StartAsync(backend);
        using var client = new HttpClient();

        (await PostAsync(client, router, path, "{}")).Status.ShouldBe(HttpStatusCode.BadGateway);

        backend.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Body_above_the_limit_is_streamed_and_not_sent_again()
    {
        await using var backend = new RawBackend((_, _) => RawAnswer.Close);
        await using var router = await StartAsync(backend, maxReplayBytes: 1_000);
        using var client = new HttpClient();

        (await PostAsync(client, router, Infer, new string('x', 1_001))).Status.ShouldBe(HttpStatusCode.BadGateway);

        backend.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Body_is_complete_when_it_is_sent_again()
    {
        var body = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i},"));
        await using var second = await TestBackend.StartAsync("fraud-2");
        await using var router = await TestRouter.StartAsync();
        // The listener takes the connection, reads a little and hangs up; then the real server has the address.
        using var first = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        var url = new Uri($"http://{first.LocalEndpoint}");
        await router.PushAsync("fraud", 1, ("fraud-1", url, 100));
        var cut = CutAsync();
        using var client = new HttpClient();

        var (status, answer) = await PostAsync(client, router, Infer, body);

        await cut;
        status.ShouldBe(HttpStatusCode.OK);
        answer.ShouldBe($$"""{"revision":"fraud-2","bytes":{{body.Length}}}""");

        async Task CutAsync()
        {
            using var socket = await first.AcceptSocketAsync(Token);
            await socket.ReceiveAsync(new byte[1_000], Token);
            await router.PushAsync("fraud", 2, ("fraud-2", second.Url, 100));
        }
    }

    [Fact]
    public async Task Answer_that_broke_off_is_not_sent_again()
    {
        await using var backend =
            new RawBackend((_, _) => new RawAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", RawEnd.Close));
        await using var router = await StartAsync(backend);
        using var client = new HttpClient();

        await Should.ThrowAsync<HttpRequestException>(() => PostAsync(client, router, Infer, "{}"));

        backend.Requests.ShouldBe(1);
        // The client sees the break before the router has counted it.
        const string counted = """requests_total{model="fraud",revision="fraud-1",code="5xx"} 1""";
        await Eventually.Async(
            async () => (await router.MetricsAsync()).Contains(counted, StringComparison.Ordinal), "it counts as an error of the server");
    }

    [Fact]
    public async Task Early_answer_without_reading_the_body_is_passed_on()
    {
        await using var backend = new RawBackend((_, _) =>
            new RawAnswer("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig", RawEnd.Close, ReadBody: false));
        await using var router = await StartAsync(backend);
        using var client = new HttpClient();

        var (status, _) = await PostAsync(client, router, "/v2/repository/upload", new string('x', 3_000_000));

        // The close may overtake the answer on the wire; then nobody knows it, and the request is not pure.
        status.ShouldBeOneOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadGateway);
        backend.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 4\r\n\r\noops", HttpStatusCode.InternalServerError)]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy", HttpStatusCode.ServiceUnavailable)]
    [InlineData("HTTP/1.1 429 Slow\r\nContent-Length: 4\r\n\r\nslow", HttpStatusCode.TooManyRequests)]
    public async Task Error_of_the_backend_is_passed_on(string answer, HttpStatusCode expected)
    {
        await using var backend = new RawBackend((_, _) => new RawAnswer(answer, RawEnd.KeepOpen));
        await using var router = await StartAsync(backend);
        using var client = new HttpClient();

        (await PostAsync(client, router, Infer, "{}")).Status.ShouldBe(expected);

        backend.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Silent_backend_is_answered_504_and_not_asked_again()
    {
        await using var backend = new RawBackend((_, _) => RawAnswer.Hang);
        await using var router = await StartAsync(backend, backendTimeout: TimeSpan.FromMilliseconds(300));
        using var client = new HttpClient();

        var (status, body) = await PostAsync(client, router, Infer, "{}");

        status.ShouldBe(HttpStatusCode.GatewayTimeout);
        body.ShouldContain("no answer within 0.3 s");
        backend.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Garbage_instead_of_http_is_answered_502()
    {
        await using var backend = new RawBackend((_, _) => new RawAnswer("SSH-2.0-OpenSSH_9.9\r\n\r\n", RawEnd.Close));
        await using var router = await StartAsync(backend);
        using var client = new HttpClient();

        (await PostAsync(client, router, Infer, "{}")).Status.ShouldBe(HttpStatusCode.BadGateway);

        backend.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_connections_are_answered_503_with_retry_after()
    {
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", Nowhere(), 100));
        using var client = new HttpClient();

        using var response = await client.PostAsync(new Uri(router.Url, Infer), new StringContent("{}"), Token);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await response.Content.ReadAsStringAsync(Token)).ShouldStartWith("""{"error":"model 'fraud', revision 'fraud-1': no pod""");
        (await router.MetricsAsync()).ShouldContain(
            """modelwright_router_backend_errors_total{model="fraud",revision="fraud-1",error="Connect"} 4""");
    }

    [Theory]
    [InlineData("/v2/models/fraud/infer")]
    [InlineData("/v2/repository/models/fraud/unload")]
    public async Task Refused_connection_is_retried_on_another_revision_whatever_the_request(string path)
    {
        await using var alive = await TestBackend.StartAsync("fraud-2");
        await using var router = await TestRouter.StartAsync(draw: _ => 0);
        await router.PushAsync("fraud", 1, ("fraud-1", Nowhere(), 50), ("fraud-2", alive.Url, 50));
        using var client = new HttpClient();

        var body = new string('x', 5_000_000);
        (await PostAsync(client, router, path, body)).ShouldBe((HttpStatusCode.OK, """{"revision":"fraud-2","bytes":5000000}"""));
    }

    private static async Task<TestRouter> StartAsync(RawBackend backend, int maxReplayBytes = 1 << 20, TimeSpan? backendTimeout = null)
    {
        var router = await TestRouter.StartAsync(o =>
            o with { MaxReplayBytes = maxReplayBytes, BackendTimeout = backendTimeout ?? o.BackendTimeout });
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        return router;
    }

    /// <summary>An address that refuses connections: a port that was free a moment ago.</summary>
    private static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    private static HttpClient Client(string version) => new()
    {
        DefaultRequestVersion = Version.Parse(version),
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient client, TestRouter router, string path,
        string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(router.Url, path), content, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
