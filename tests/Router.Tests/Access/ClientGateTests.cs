using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Modelwright.Router.Settings;
using Modelwright.Router.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.Router.Tests.Access;

/// <summary>Clients with and without a token, through the whole router.</summary>
public sealed class ClientGateTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, "Bearer")]
    [InlineData("Basic b25lOm9uZQ==", "Bearer")]
    [InlineData("Bearer", "Bearer")]
    [InlineData("Bearer two", "Bearer error=\"invalid_token\"")]
    public async Task Without_an_accepted_token_it_is_401_and_the_backend_sees_nothing(string? header, string challenge)
    {
        await using var backend = await StartBackendAsync();
        await using var router = await StartAsync(backend.Url);
        using var response = await AskAsync(router, header);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe(challenge);
        (await response.Content.ReadAsStringAsync(Token)).ShouldStartWith("{\"error\":\"");
        backend.Requests.ShouldBe(0);
        (await router.MetricsAsync()).ShouldContain("""modelwright_router_unrouted_requests_total{reason="unauthorized"} 1""");
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "bearer one")]
    public async Task With_a_token_it_passes_and_the_backend_gets_it_only_if_asked_for(bool forward, string seen)
    {
        await using var backend = await StartBackendAsync();
        await using var router = await StartAsync(backend.Url, forward);
        using var response = await AskAsync(router, "bearer one");
        (response.StatusCode, await response.Content.ReadAsStringAsync(Token)).ShouldBe((HttpStatusCode.OK, seen));
    }

    [Fact]
    public async Task Without_a_file_the_header_is_the_backends_affair()
    {
        await using var backend = await StartBackendAsync();
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        using var response = await AskAsync(router, "Bearer whatever");
        (await response.Content.ReadAsStringAsync(Token)).ShouldBe("Bearer whatever");
    }

    [Fact]
    public async Task A_changed_file_is_taken_over_and_a_broken_one_is_not()
    {
        await using var backend = await StartBackendAsync();
        await using var router = await StartAsync(backend.Url);
        Write("not a digest");
        await Eventually.Async(() => router.Log.Lines.Any(l => l.Contains("stays in force", StringComparison.Ordinal)), "it is told");
        using (var still = await AskAsync(router, "Bearer one")) still.StatusCode.ShouldBe(HttpStatusCode.OK);
        Write(Digest("two"));
        await Eventually.Async(
            () => router.Log.Lines.Any(l => l.Contains("changed file is in force", StringComparison.Ordinal)), "it is taken over");
        using var old = await AskAsync(router, "Bearer one");
        using var now = await AskAsync(router, "Bearer two");
        (old.StatusCode, now.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_missing_file_is_a_wrong_setting()
    {
        var e = await Should.ThrowAsync<InvalidSettingException>(
            () => TestRouter.StartAsync(o => o with { ClientTokensFile = folder.File("absent") }));
        e.Message.ShouldContain("MODELWRIGHT_CLIENT_TOKENS_FILE");
    }

    private static string Digest(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static Task<TestBackend> StartBackendAsync() => TestBackend.StartAsync("fraud-1",
        context => context.Response.WriteAsync(context.Request.Headers.Authorization.ToString()));

    private void Write(string text)
    {
        // As the kubelet does it: another file under the same name, never half of one.
        File.WriteAllText(folder.File("next"), text);
        File.Move(folder.File("next"), folder.File("tokens"), overwrite: true);
    }

    private async Task<TestRouter> StartAsync(Uri backend, bool forward = false)
    {
        Write($"{Digest("one")} somebody\n");
        var router = await TestRouter.StartAsync(o => o with
        {
            ClientTokensFile = folder.File("tokens"),
            ForwardClientTokens = forward,
            RoutesPollInterval = TimeSpan.FromMilliseconds(50),
        });
        await router.PushAsync("fraud", 1, ("fraud-1", backend, 100));
        return router;
    }

    private static async Task<HttpResponseMessage> AskAsync(TestRouter router, string? header)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(router.Url, "/v2/models/fraud"));
        if (header is not null) request.Headers.TryAddWithoutValidation("Authorization", header);
        return await client.SendAsync(request, Token);
    }
}
