using System.Net;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

/// <summary>What passes through and what does not, seen on the wire.</summary>
public sealed class HeadersTests
{
    [Fact]
    public async Task Trace_context_and_ordinary_headers_pass_unchanged()
    {
        var (head, _) = await ExchangeAsync(
            "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\ntracestate: vendor=1\r\nbaggage: a=b\r\n" +
            "X-Request-Id: 42\r\nInference-Header-Content-Length: 12\r\nAccept-Encoding: gzip\r\nContent-Type: application/json\r\n");
        head.ShouldContain("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n");
        head.ShouldContain("tracestate: vendor=1\r\n");
        head.ShouldContain("baggage: a=b\r\n");
        head.ShouldContain("X-Request-Id: 42\r\n");
        head.ShouldContain("Inference-Header-Content-Length: 12\r\n");
        head.ShouldContain("Accept-Encoding: gzip\r\n");
        head.ShouldContain("Content-Type: application/json\r\n");
        head.ShouldContain("Host: fraud\r\n");
    }

    [Fact]
    public async Task Without_trace_context_none_is_invented()
    {
        var (head, _) = await ExchangeAsync("");
        head.ShouldNotContain("traceparent");
        head.ShouldNotContain("Request-Id");
    }

    [Fact]
    public async Task Headers_of_one_connection_only_do_not_pass()
    {
        var (head, answer) = await ExchangeAsync(
            "Connection: X-Private, X-Second\r\nX-Second: 2\r\n" +
            "X-Private: 1\r\nKeep-Alive: timeout=5\r\nProxy-Authorization: Basic eA==\r\n" +
            "TE: trailers\r\nUpgrade: h2c\r\nExpect: 100-continue\r\n",
            "Connection: X-Inner\r\nX-Inner: 1\r\nKeep-Alive: timeout=5\r\nProxy-Authenticate: Basic\r\nX-Kept: yes\r\n");
        foreach (var name in (string[])["X-Private", "X-Second", "Keep-Alive", "Proxy-Authorization", "TE:", "Upgrade", "Expect"])
            head.ShouldNotContain(name);
        foreach (var name in (string[])["X-Inner", "Keep-Alive", "Proxy-Authenticate"]) answer.ShouldNotContain(name);
        answer.ShouldContain("X-Kept: yes\r\n");
    }

    [Fact]
    public async Task A_client_cannot_pass_its_request_off_as_a_copy()
    {
        var (head, _) = await ExchangeAsync("modelwright-shadow: true\r\nX-Kept: yes\r\n");
        head.ShouldNotContain("shadow");
        head.ShouldContain("X-Kept: yes\r\n");
    }

    [Fact]
    public async Task Connection_cannot_name_what_frames_the_message()
    {
        var (head, _) = await ExchangeAsync("Connection: Content-Length, Host, Content-Type\r\nContent-Type: application/json\r\n");
        head.ShouldContain("Content-Length: 2\r\n");
        head.ShouldContain("Host: fraud\r\n");
        head.ShouldContain("Content-Type: application/json\r\n");
    }

    [Fact]
    public async Task Answer_names_the_revision_even_if_the_backend_claims_another()
    {
        var (_, answer) = await ExchangeAsync("", "x-modelwright-revision: forged\r\n");
        answer.ShouldContain("x-modelwright-revision: fraud-1\r\n");
        answer.ShouldNotContain("forged");
        answer.ShouldNotContain("Server:");
    }

    [Theory]
    [InlineData("/v2/models/fraud/infer?a=b&c=%20d", "/v2/models/fraud/infer?a=b&c=%20d")]
    [InlineData("/v2/models/fraud%2Fx/infer", "/v2/models/fraud%2Fx/infer")]
    [InlineData("/v2/models/fr%C3%A4ud", "/v2/models/fr%C3%A4ud")]
    public async Task Path_and_query_pass_unchanged(string path, string expected)
    {
        var (head, _) = await ExchangeAsync("", path: path);
        head.ShouldStartWith($"POST {expected} HTTP/1.1\r\n");
    }

    [Fact]
    public async Task Redirects_and_cookies_are_the_clients_business()
    {
        await using var backend = new RawBackend((_, _) => new RawAnswer(
            "HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n", RawEnd.KeepOpen));
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        for (var i = 0; i < 2; i++)
        {
            using var response = await client.GetAsync(new Uri(router.Url, "/"), TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.Found);
            response.Headers.Location!.ToString().ShouldBe("http://elsewhere/");
        }

        backend.Heads.ShouldAllBe(h => !h.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<(string Head, string Answer)> ExchangeAsync(string headers, string answerHeaders = "",
        string path = "/v2/models/fraud/infer")
    {
        await using var backend =
            new RawBackend((_, _) => new RawAnswer($"HTTP/1.1 200 OK\r\n{answerHeaders}Content-Length: 2\r\n\r\nok", RawEnd.KeepOpen));
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        var answer = await RawClient.ExchangeAsync(router.Server.TrafficAddress,
            $"POST {path} HTTP/1.1\r\nHost: fraud\r\nContent-Length: 2\r\n{headers}\r\n{{}}");
        answer.ShouldContain("HTTP/1.1 200 OK");
        return (backend.Heads.Single(), answer);
    }
}
