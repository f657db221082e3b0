using System.Net;
using System.Net.Sockets;
using Modelwright.Router.Routes;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

public sealed class StickyTests
{
    private const string ByHeader = """{"header":"X-User-Id","revision":"fraud-b","salt":"fraud-b"}""";
    private const string ByCookie = """{"cookie":"bucket","revision":"fraud-b","salt":"fraud-b"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Header_decides_whoever_asks_how_often(string version)
    {
        await using var a = await TestBackend.StartAsync("fraud-a");
        await using var b = await TestBackend.StartAsync("fraud-b");
        await using var router = await TestRouter.StartAsync();
        using var client = new HttpClient();
        foreach (var (revision, share) in ((long, int)[])[(1, 10), (2, 43), (3, 44), (4, 90)])
        {
            await router.PushAsync("fraud", revision, "sticky", ByHeader, ("fraud-a", a.Url, 100 - share), ("fraud-b", b.Url, share));
            for (var user = 0; user < 20; user++)
                for (var time = 0; time < 2; time++)
                {
                    using var response = await AskAsync(client, router, version, "x-user-id", $"user-{user}");
                    Revision(response).ShouldBe(StickySlot.Of("fraud-b", $"user-{user}") < share ? "fraud-b" : "fraud-a");
                    response.Headers.Contains("Set-Cookie").ShouldBeFalse();
                }
        }
    }

    [Fact]
    public async Task Without_the_header_every_request_is_drawn()
    {
        await using var a = await TestBackend.StartAsync("fraud-a");
        await using var b = await TestBackend.StartAsync("fraud-b");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "sticky", ByHeader, ("fraud-a", a.Url, 50), ("fraud-b", b.Url, 50));
        using var client = new HttpClient();
        for (var i = 0; i < 100; i++) (await AskAsync(client, router)).Dispose();
        a.Requests.ShouldBeInRange(25, 75);
        b.Requests.ShouldBe(100 - a.Requests);
    }

    [Fact]
    public async Task Without_the_cookie_the_answer_sets_one_that_stays_with_the_revision()
    {
        await using var a = await TestBackend.StartAsync("fraud-a", handler: context =>
        {
            context.Response.Cookies.Append("own", "1");
            return Task.CompletedTask;
        });
        await using var b = await TestBackend.StartAsync("fraud-b");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "sticky", ByCookie, ("fraud-a", a.Url, 50), ("fraud-b", b.Url, 50));
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var names = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            using var first = await AskAsync(client, router);
            var cookies = first.Headers.GetValues("Set-Cookie").ToList();
            var set = cookies.Single(c => c.StartsWith("bucket=", StringComparison.Ordinal));
            set.ShouldEndWith("; max-age=2592000; path=/; samesite=lax; httponly");
            // What the backend sets reaches the client as well.
            cookies.Count.ShouldBe(Revision(first) == "fraud-a" ? 2 : 1);
            var pair = set[..set.IndexOf(';')];
            names.Add(pair).ShouldBeTrue();
            using var second = await AskAsync(client, router, header: "Cookie", value: $"other=1; {pair}");
            Revision(second).ShouldBe(Revision(first));
            second.Headers.TryGetValues("Set-Cookie", out var again);
            (again ?? []).ShouldNotContain(c => c.StartsWith("bucket=", StringComparison.Ordinal));
        }

        a.Requests.ShouldBeInRange(1, 79);
    }

    [Fact]
    public async Task Retry_stays_with_the_users_revision_until_it_had_its_chances()
    {
        await using var a = await TestBackend.StartAsync("fraud-a");
        await using var proxy = new ServiceProxy();
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "sticky", ByHeader, ("fraud-a", a.Url, 50), ("fraud-b", proxy.Url, 50));
        using var client = new HttpClient();
        // A user of fraud-b, which no pod answers for: two attempts there, then elsewhere.
        var user = Enumerable.Range(0, 100).Select(i => $"user-{i}").First(u => StickySlot.Of("fraud-b", u) < 50);
        using var elsewhere = await AskAsync(client, router, header: "x-user-id", value: user);
        Revision(elsewhere).ShouldBe("fraud-a");
        (await router.MetricsAsync()).ShouldContain(
            """backend_errors_total{model="fraud",revision="fraud-b",error="Connect"} 2""");
        await using var b = await TestBackend.StartAsync("fraud-b");
        proxy.SetEndpoints(b.Url);
        using var back = await AskAsync(client, router, header: "x-user-id", value: user);
        Revision(back).ShouldBe("fraud-b");
    }

    [Fact]
    public async Task Failed_request_has_one_cookie_however_often_it_was_sent()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var nobody = new Uri($"http://{taken.LocalEndpoint}");
        taken.Stop();
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "sticky", ByCookie, ("fraud-a", nobody, 50), ("fraud-b", nobody, 50));
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var response = await AskAsync(client, router);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.GetValues("Set-Cookie").Count().ShouldBe(1);
    }

    private static string Revision(HttpResponseMessage response) => response.Headers.GetValues("x-modelwright-revision").Single();

    private static Task<HttpResponseMessage> AskAsync(
        HttpClient client, TestRouter router, string version = "1.1", string? header = null, string value = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(router.Url, "/v2/models/fraud/infer"))
        {
            Content = new StringContent("{}"),
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (header is not null) request.Headers.TryAddWithoutValidation(header, value);
        return client.SendAsync(request, Token);
    }
}
