using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using Modelwright.Router.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.Router.Tests.Access;

/// <summary>Models that ask for TLS or tokens beside one that asks for neither, through the whole router.</summary>
public sealed class RouteSecretsTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_Model_with_tls_is_served_over_https_only_and_another_one_in_cleartext_as_before(string version)
    {
        var thumbprint = Certificate("fraud-tls");
        await using var backend = await TestBackend.StartAsync("r-1");
        await using var router = await StartAsync(backend, """{"tls":"fraud-tls"}""");

        (await AskAsync(router, "https", "fraud", thumbprint: thumbprint, version: version)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(router, "http", "fraud", version: version)).ShouldBe(HttpStatusCode.Forbidden);
        (await AskAsync(router, "http", "open", version: version)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_name_has_its_own_certificate()
    {
        var (one, two) = (Certificate("one-tls"), Certificate("two-tls"));
        await using var backend = await TestBackend.StartAsync("r-1");
        await using var router = await StartAsync(backend, """{"tls":"one-tls"}""");
        await router.PushAsync("second", 1, "access", """{"tls":"two-tls"}""", ("r-1", backend.Url, 100));
        (await AskAsync(router, "https", "fraud", thumbprint: one)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(router, "https", "second", thumbprint: two)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_missing_certificate_stops_only_its_Model_and_is_told_until_it_is_there()
    {
        await using var backend = await TestBackend.StartAsync("r-1");
        await using var router = await StartAsync(backend, """{"tls":"fraud-tls"}""");
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(router, "https", "fraud"));
        (await AskAsync(router, "http", "open")).ShouldBe(HttpStatusCode.OK);
        (await ActivityAsync(router)).ShouldContain("\"problem\":\"Secret fraud-tls (tls.crt, tls.key): ");

        var told = ActivityAsync(router, "?seen=0&wait=30");
        var thumbprint = Certificate("fraud-tls");
        (await told).ShouldNotContain("problem");
        (await AskAsync(router, "https", "fraud", thumbprint: thumbprint)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_changed_certificate_is_seen_by_new_connections_and_a_vanished_one_stays_in_force()
    {
        var old = Certificate("fraud-tls");
        await using var backend = await TestBackend.StartAsync("r-1");
        await using var router = await StartAsync(backend, """{"tls":"fraud-tls"}""");
        using var kept = Client(old);
        (await AskAsync(kept, router, "https", "fraud")).ShouldBe(HttpStatusCode.OK);

        var next = Certificate("fraud-tls");
        await Eventually.Async(
            () => router.Log.Lines.Any(l => l.Contains("changed file is in force", StringComparison.Ordinal)), "taken over");
        (await AskAsync(router, "https", "fraud", thumbprint: next)).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(kept, router, "https", "fraud")).ShouldBe(HttpStatusCode.OK);

        Directory.Delete(folder.File("fraud-tls"), recursive: true);
        await Eventually.Async(() => router.Log.Lines.Any(l => l.Contains("stays in force", StringComparison.Ordinal)), "told");
        (await AskAsync(router, "https", "fraud", thumbprint: next)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_Model_with_tokens_wants_one_and_without_its_Secret_lets_nobody_in()
    {
        await using var backend = await TestBackend.StartAsync("r-1");
        await using var router = await StartAsync(backend, """{"tokens":"fraud-tokens"}""");
        (await AskAsync(router, "http", "fraud", token: "let-me-in")).ShouldBe(HttpStatusCode.ServiceUnavailable);

        Directory.CreateDirectory(folder.File("fraud-tokens"));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("let-me-in")));
        await File.WriteAllTextAsync(Path.Combine(folder.File("fraud-tokens"), "tokens"), $"{digest}  a client\n", Token);
        await Eventually.Async(() => router.Log.Lines.Any(l => l.Contains("in use", StringComparison.Ordinal)), "read");
        (await AskAsync(router, "http", "fraud", token: "let-me-in")).ShouldBe(HttpStatusCode.OK);
        (await AskAsync(router, "http", "fraud")).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(router, "http", "fraud", token: "another")).ShouldBe(HttpStatusCode.Unauthorized);
        (await AskAsync(router, "http", "open")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_may_not_ask_does_not_wake_a_Model_at_zero()
    {
        await using var router = await TestRouter.StartAsync(o => o with { SecretsDirectory = folder.File("") });
        using var put = await router.SendAsync(HttpMethod.Put, "/v1/routes/fraud", """
            {"model":"fraud","revision":1,"hosts":["fraud"],"backends":[],"activation":{"maxRequests":10,"timeoutSeconds":60},
             "access":{"tokens":"fraud-tokens"}}
            """);
        put.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(router, "http", "fraud")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ActivityAsync(router)).ShouldContain("\"arrivals\":0,\"open\":0,\"waiting\":0");
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"tls":"../other"}""")]
    [InlineData("""{"tokens":""}""")]
    [InlineData("""{"tls":"a","more":1}""")]
    public async Task A_rule_that_names_no_Secret_is_refused(string rule)
    {
        await using var router = await TestRouter.StartAsync();
        using var response = await router.SendAsync(HttpMethod.Put, "/v1/routes/fraud",
            $$"""{"model":"fraud","revision":1,"backends":[],"access":{{rule}}}""");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static HttpClient Client(string? thumbprint) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                thumbprint is null || certificate!.GetCertHashString() == thumbprint,
        },
    });

    private static async Task<HttpStatusCode> AskAsync(TestRouter router, string scheme, string model, string? thumbprint = null,
        string? token = null, string version = "1.1")
    {
        using var client = Client(thumbprint);
        return await AskAsync(client, router, scheme, model, token, version);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, TestRouter router, string scheme, string model,
        string? token = null, string version = "1.1")
    {
        var address = $"{scheme}://127.0.0.1:{router.Server.TrafficAddress.Port}/v2/models/{model}";
        using var request = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        // .NET sends the Host header's name in the handshake, too.
        request.Headers.Host = model;
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request, Token);
        return response.StatusCode;
    }

    private static async Task<string> ActivityAsync(TestRouter router, string query = "")
    {
        using var response = await router.SendAsync(HttpMethod.Get, $"/v1/activity{query}");
        return await response.Content.ReadAsStringAsync(Token);
    }

    private async Task<TestRouter> StartAsync(TestBackend backend, string access)
    {
        var router = await TestRouter.StartAsync(o => o with
        {
            SecretsDirectory = folder.File(""),
            RoutesPollInterval = TimeSpan.FromMilliseconds(100),
        });
        await router.PushAsync("fraud", 1, "access", access, ("r-1", backend.Url, 100));
        await router.PushAsync("open", 1, ("r-1", backend.Url, 100));
        return router;
    }

    private string Certificate(string secret)
    {
        var path = Directory.CreateDirectory(folder.File(secret)).FullName;
        return TestCertificate.Write(Path.Combine(path, "tls.crt"), Path.Combine(path, "tls.key"));
    }
}
