using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.Router.Settings;
using Modelwright.Testing;

namespace Modelwright.Router.Tests.Support;

/// <summary>A whole router in this process, on free loopback ports, with a client of its admin port.</summary>
public sealed class TestRouter : IAsyncDisposable
{
    private readonly OperatorKey key = new();
    private readonly ILoggerFactory logging;
    private readonly HttpClient admin = new();

    private TestRouter(Func<RouterOptions, RouterOptions>? change, Func<int, int>? draw)
    {
        Log = new LogRecorder();
        logging = LoggerFactory.Create(b =>
            b.AddProvider(Log).SetMinimumLevel(LogLevel.Debug).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Yarp", LogLevel.None));
        var options = new RouterOptions
        {
            Namespace = "ns",
            PublicKeyPem = key.PublicPem,
            BindAddress = IPAddress.Loopback,
            HttpPort = 0,
            AdminPort = 0,
            DrainDelay = TimeSpan.FromMilliseconds(300),
            DrainTimeout = TimeSpan.FromSeconds(10),
        };
        Server = new RouterServer(change?.Invoke(options) ?? options, TimeProvider.System, draw ?? SeededDraw.Of(1), logging);
    }

    public RouterServer Server { get; }

    public LogRecorder Log { get; }

    public Uri Url => new($"http://127.0.0.1:{Server.TrafficAddress.Port}");

    public Uri AdminUrl => new($"http://127.0.0.1:{Server.AdminAddress.Port}");

    public static async Task<TestRouter> StartAsync(Func<RouterOptions, RouterOptions>? change = null, Func<int, int>? draw = null)
    {
        var router = new TestRouter(change, draw);
        await router.Server.StartAsync(TestContext.Current.CancellationToken);
        return router;
    }

    public static string Table(string model, long revision, params (string Revision, Uri Address, int Weight)[] backends) => new JsonObject
    {
        ["model"] = model,
        ["revision"] = revision,
        ["hosts"] = new JsonArray(model, $"{model}.ns"),
        ["backends"] = new JsonArray([.. backends.Select(b => new JsonObject
        {
            ["revision"] = b.Revision, ["address"] = b.Address.GetLeftPart(UriPartial.Authority), ["weight"] = b.Weight,
        })]),
    }.ToJsonString();

    public async Task PushAsync(string model, long revision, params (string Revision, Uri Address, int Weight)[] backends)
    {
        using var response = await SendAsync(HttpMethod.Put, $"/v1/routes/{model}", Table(model, revision, backends));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Pushes a table with a rule, for example <c>"mirror"</c>.</summary>
    public async Task PushAsync(string model, long revision, string member, string rule,
        params (string Revision, Uri Address, int Weight)[] backends)
    {
        var table = JsonNode.Parse(Table(model, revision, backends))!;
        table[member] = JsonNode.Parse(rule);
        using var response = await SendAsync(HttpMethod.Put, $"/v1/routes/{model}", table.ToJsonString());
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What the operator reads of one revision of <c>fraud</c>.</summary>
    public async Task<JsonNode> CountersAsync(string revision)
    {
        using var response = await SendAsync(HttpMethod.Get, "/v1/counters?model=fraud");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["revisions"]!.AsArray()
            .Single(r => r!["revision"]!.GetValue<string>() == revision)!;
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, bool withToken = true,
        bool chunked = false)
    {
        var request = new HttpRequestMessage(method, new Uri(AdminUrl, path));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (chunked) request.Headers.TransferEncodingChunked = true;
        if (withToken) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Token(TimeProvider.System.GetUtcNow()));
        return admin.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<string> MetricsAsync() => admin.GetStringAsync(new Uri(AdminUrl, "/metrics"), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        admin.Dispose();
        logging.Dispose();
        key.Dispose();
    }
}
