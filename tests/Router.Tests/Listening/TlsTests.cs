using System.Net;
using System.Net.Sockets;
using Modelwright.Router.Settings;
using Modelwright.Router.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.Router.Tests.Listening;

/// <summary>The traffic port with a certificate.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Certificate => folder.File("tls.crt");

    private string Key => folder.File("tls.key");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Both_versions_of_http_are_served_over_tls(string version)
    {
        var thumbprint = TestCertificate.Write(Certificate, Key);
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url);
        (await AskAsync(router, thumbprint, version)).ShouldBe($"{version} {{\"revision\":\"fraud-1\",\"bytes\":0}}");
    }

    [Fact]
    public async Task A_changed_certificate_is_taken_over_without_a_restart_and_a_broken_one_is_not()
    {
        var old = TestCertificate.Write(Certificate, Key);
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url);
        await AskAsync(router, old);

        var next = TestCertificate.Write(Certificate, folder.File("next.key"));
        await Eventually.Async(
            () => router.Log.Lines.Any(l => l.Contains("stays in force", StringComparison.Ordinal)), "that they do not match is told");
        await AskAsync(router, old);

        File.Move(folder.File("next.key"), Key, overwrite: true);
        await Eventually.Async(
            () => router.Log.Lines.Any(l => l.Contains("changed file is in force", StringComparison.Ordinal)), "it is taken over");
        await AskAsync(router, next);
    }

    [Fact]
    public async Task Cleartext_on_the_tls_port_is_refused_and_the_router_lives()
    {
        var thumbprint = TestCertificate.Write(Certificate, Key);
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(router.Server.TrafficAddress, Token);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: fraud\r\n\r\n"u8.ToArray(), Token);
            var read = 0;
            try
            {
                read = await client.GetStream().ReadAsync(new byte[1_024], Token);
            }
            catch (IOException)
            {
                // Reset: also refused.
            }

            read.ShouldBe(0);
        }

        backend.Requests.ShouldBe(0);
        (await AskAsync(router, thumbprint)).ShouldContain("fraud-1");
    }

    [Theory]
    [InlineData("not pem", null)]
    [InlineData(null, "not pem")]
    public async Task A_certificate_that_cannot_be_used_is_a_wrong_setting(string? certificate, string? key)
    {
        TestCertificate.Write(Certificate, Key);
        if (certificate is not null) await File.WriteAllTextAsync(Certificate, certificate, Token);
        if (key is not null) await File.WriteAllTextAsync(Key, key, Token);
        var e = await Should.ThrowAsync<InvalidSettingException>(() => TestRouter.StartAsync(Tls));
        e.Message.ShouldContain("MODELWRIGHT_TLS_CERT_FILE");
    }

    [Fact]
    public async Task A_drain_tells_tls_clients_to_go_and_loses_no_request()
    {
        using var client = Client(TestCertificate.Write(Certificate, Key));
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url);
        (await client.GetStringAsync(Url(router), Token)).ShouldContain("fraud-1");
        var draining = router.Server.DrainAsync();
        (await client.GetStringAsync(Url(router), Token)).ShouldContain("fraud-1");
        await draining;
    }

    private async Task<TestRouter> StartAsync(Uri backend)
    {
        var router = await TestRouter.StartAsync(Tls);
        await router.PushAsync("fraud", 1, ("fraud-1", backend, 100));
        return router;
    }

    private RouterOptions Tls(RouterOptions options) => options with
    {
        TlsCertificateFile = Certificate,
        TlsKeyFile = Key,
        RoutesPollInterval = TimeSpan.FromMilliseconds(50),
    };

    private static Uri Url(TestRouter router) => new($"https://127.0.0.1:{router.Server.TrafficAddress.Port}/v2/models/fraud");

    /// <summary>Asks as a client that trusts one certificate only.</summary>
    private static async Task<string> AskAsync(TestRouter router, string thumbprint, string version = "1.1")
    {
        using var client = Client(thumbprint);
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(router))
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return $"{response.Version} {await response.Content.ReadAsStringAsync(Token)}";
    }

    private static HttpClient Client(string thumbprint) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == thumbprint },
    });
}
