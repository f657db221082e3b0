using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelwright.Router.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.Router.Tests;

/// <summary>The program itself, in a process of its own, with real signals.</summary>
public sealed class ProgramTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sigterm_under_load_fails_no_request()
    {
        using var key = new OperatorKey();
        using var folder = new TempFolder();
        await using var backend = await TestBackend.StartAsync("fraud-1");
        File.WriteAllText(folder.File("fraud.json"), TestRouter.Table("fraud", 1, ("fraud-1", backend.Url, 100)));
        await using var leaving = await RouterProcess.StartServingAsync(key, folder.Path);
        await using var staying = await RouterProcess.StartServingAsync(key, folder.Path);
        await using var service = new ServiceProxy();
        service.SetEndpoints(leaving.Url, staying.Url);
        await using var load =
            new LoadGenerator(new Uri(service.Url, "/v2/models/fraud/infer"), http1: 8, http2: 4, pause: TimeSpan.FromMilliseconds(4));
        await load.AnswersAsync(300);

        await leaving.SignalAsync("TERM");
        await NotReadyAsync(leaving);
        service.SetEndpoints(staying.Url);
        (await leaving.ExitAsync()).ShouldBe(0);
        await load.AnswersAsync(300);
        await load.StopAsync();

        load.Failures.ShouldBeEmpty();
        leaving.Lines.ShouldContain(l => l.Contains("\"drained\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Request_in_flight_at_sigterm_is_answered()
    {
        var release = new TaskCompletionSource();
        using var key = new OperatorKey();
        using var folder = new TempFolder();
        await using var backend = await TestBackend.StartAsync("fraud-1", async context =>
        {
            await release.Task;
            await context.Response.WriteAsync("late");
        });
        File.WriteAllText(folder.File("fraud.json"), TestRouter.Table("fraud", 1, ("fraud-1", backend.Url, 100)));
        await using var router = await RouterProcess.StartServingAsync(key, folder.Path, drainDelay: "0");
        using var client = new HttpClient();
        var waiting = client.GetStringAsync(new Uri(router.Url, "/v2/models/fraud"), Token);
        await Eventually.Async(() => backend.Requests == 1, "the request reached the backend");

        await router.SignalAsync("TERM");
        await Eventually.Async(() => router.Lines.Any(l => l.Contains("closing", StringComparison.Ordinal)), "it closes");
        router.HasExited.ShouldBeFalse();
        release.SetResult();

        (await waiting).ShouldBe("late");
        (await router.ExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Request_that_never_ends_does_not_hold_up_the_exit()
    {
        using var key = new OperatorKey();
        using var folder = new TempFolder();
        await using var backend = new RawBackend((_, _) => RawAnswer.Hang);
        File.WriteAllText(folder.File("fraud.json"), TestRouter.Table("fraud", 1, ("fraud-1", backend.Url, 100)));
        await using var router = await RouterProcess.StartServingAsync(key, folder.Path, drainDelay: "0", drainTimeout: "1");
        using var client = new HttpClient();
        var waiting = client.GetStringAsync(new Uri(router.Url, "/v2/models/fraud"), Token);
        await Eventually.Async(() => backend.Requests == 1, "the request reached the backend");

        await router.SignalAsync("TERM");

        (await router.ExitAsync()).ShouldBe(0);
        await Should.ThrowAsync<HttpRequestException>(() => waiting);
    }

    [Theory]
    [InlineData("MODELWRIGHT_NAMESPACE", "", "set MODELWRIGHT_NAMESPACE")]
    [InlineData("MODELWRIGHT_ROUTER_PUBLIC_KEY", "", "set MODELWRIGHT_ROUTER_PUBLIC_KEY_FILE")]
    [InlineData("MODELWRIGHT_ROUTER_PUBLIC_KEY", "rubbish", "no PEM block PUBLIC KEY")]
    [InlineData("MODELWRIGHT_HTTP_PORT", "http", "MODELWRIGHT_HTTP_PORT: 'http' is not a whole number")]
    [InlineData("MODELWRIGHT_BIND_ADDRESS", "203.0.113.1", "cannot listen")]
    public async Task Wrong_settings_end_the_program_with_a_reason(string name, string value, string reason)
    {
        using var key = new OperatorKey();
        using var folder = new TempFolder();
        var environment = new Dictionary<string, string>
        {
            ["MODELWRIGHT_TERMINATION_LOG"] = folder.File("termination"),
            ["MODELWRIGHT_NAMESPACE"] = "ns",
            ["MODELWRIGHT_ROUTER_PUBLIC_KEY"] = key.PublicPem,
            ["MODELWRIGHT_BIND_ADDRESS"] = "127.0.0.1",
            ["MODELWRIGHT_HTTP_PORT"] = "0",
            ["MODELWRIGHT_ADMIN_PORT"] = "0",
            [name] = value,
        };
        await using var router = RouterProcess.Start(environment);
        (await router.ExitAsync()).ShouldBe(2);
        string.Join('\n', router.Lines).ShouldContain(reason);
        var message = JsonNode.Parse(File.ReadAllText(folder.File("termination")))!;
        message["reason"]!.GetValue<string>().ShouldBeOneOf("InvalidSettings", "CannotListen");
        message["message"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    private static async Task NotReadyAsync(RouterProcess router)
    {
        using var client = new HttpClient();
        var status = HttpStatusCode.OK;
        while (status == HttpStatusCode.OK)
        {
            using var response = await client.GetAsync(new Uri(router.AdminUrl, "/readyz"), Token);
            status = response.StatusCode;
        }

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
