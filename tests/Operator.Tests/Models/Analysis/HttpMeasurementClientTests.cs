using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Routers;
using Modelwright.Router;
using Modelwright.Router.Settings;

namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>Reading counters: of a real router, and of servers that answer as they like.</summary>
public sealed class HttpMeasurementClientTests : IAsyncLifetime
{
    private const string Address = "127.83.22.7";

    private readonly RouterKey key = RouterKey.Create();
    private RouterServer server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options =
            new RouterOptions { Namespace = "shop", PublicKeyPem = key.PublicPem, BindAddress = IPAddress.Parse(Address), HttpPort = 0 };
        server = new RouterServer(options, TimeProvider.System, _ => 0, NullLoggerFactory.Instance);
        await server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        key.Dispose();
    }

    [Fact]
    public async Task Router_answers_what_the_reader_expects()
    {
        using var routes = HttpRouterClient.Create(() => key, TimeProvider.System);
        var table = new RouteTable("fraud", 7, ["fraud"],
            [new("fraud-1", "http://127.83.22.8:8080", 95), new("fraud-2", "http://127.83.22.8:8081", 5)]);
        await routes.PutAsync(new("shop", Address), table, Stop);
        using var client = HttpMeasurementClient.Create(() => key, null, TimeProvider.System);
        var before = CountersReader.Read(await client.RouterAsync("shop", Address, "fraud", Stop), "fraud");
        before.Route.ShouldBe(7);
        before.Start.Length.ShouldBeGreaterThan(4);
        before.Revisions.Keys.ShouldBe(["fraud-1", "fraud-2"], ignoreOrder: true);

        // Nobody listens at the backend: a failure of the revision that was drawn.
        using var user = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{server.TrafficAddress}/v2/models/fraud");
        request.Headers.Host = "fraud";
        using var answer = await user.SendAsync(request, Stop);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        var after = before;
        while (after.Of("fraud-1").Requests == 0)
        {
            await Task.Delay(20, deadline.Token);
            after = CountersReader.Read(await client.RouterAsync("shop", Address, "fraud", deadline.Token), "fraud");
        }

        after.Start.ShouldBe(before.Start);
        var grown = after.Of("fraud-1").Since(before.Of("fraud-1"))!;
        (grown.Requests, grown.Failures, grown.Latency.Sum()).ShouldBe((1, 1, 1));
        after.Of("fraud-2").Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Router_that_does_not_know_us_the_model_or_is_not_there_is_not_answering()
    {
        using var client = HttpMeasurementClient.Create(() => key, null, TimeProvider.System);
        (await Fails(client.RouterAsync("bank", Address, "fraud", Stop))).ShouldContain("401");
        (await Fails(client.RouterAsync("shop", Address, "churn", Stop))).ShouldContain("404");
        (await Fails(client.RouterAsync("shop", "127.83.22.9", "fraud", Stop))).ShouldNotBeEmpty();
        (await Fails(client.QueryAsync("up", Stop))).ShouldContain("--prometheus-url");
    }

    [Fact]
    public async Task Query_is_sent_with_the_token_to_the_configured_server_alone()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "secret\n", Stop);
        var played = new Played(HttpStatusCode.UnprocessableEntity, """{"status":"error","error":"bad query"}""");
        using var client = Client(played, new() { Server = new("http://prometheus:9090/base/"), TokenFile = file });
        (await client.QueryAsync("up{a=\"b\"}", Stop)).ShouldContain("bad query");
        played.Requests.ShouldBe(["POST http://prometheus:9090/base/api/v1/query Bearer secret query=up%7Ba%3D%22b%22%7D&timeout=9s"]);
        File.Delete(file);
        (await Fails(client.QueryAsync("up", Stop))).ShouldContain("--prometheus-token-file");
        played.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Answers_over_the_bound_and_other_states_are_no_answers()
    {
        using var large = Client(new Played(HttpStatusCode.OK, new string(' ', 1024 * 1024 + 1)), null);
        (await Fails(large.ServerAsync("10.0.0.1", Stop))).ShouldContain("larger than");
        (await large.FeaturesAsync("10.0.0.1", Stop)).Length.ShouldBe(1024 * 1024 + 1);
        using var larger = Client(new Played(HttpStatusCode.OK, new string(' ', 16 * 1024 * 1024 + 1)), null);
        (await Fails(larger.FeaturesAsync("10.0.0.1", Stop))).ShouldContain("larger than 16777216 bytes");
        using var moved = Client(new Played(HttpStatusCode.Redirect, "elsewhere"), null);
        (await Fails(moved.ServerAsync("fd00::1", Stop))).ShouldBe("answered 302 elsewhere");
    }

    private HttpMeasurementClient Client(HttpMessageHandler handler, PrometheusSettings? prometheus) =>
        new(new HttpMessageInvoker(handler), new RouterTokens(() => key, TimeProvider.System), prometheus, TimeProvider.System);

    private static async Task<string> Fails(Task<string> answer)
    {
        var error = await Should.ThrowAsync<MeasurementException>(answer);
        error.Unanswered.ShouldBeTrue();
        return error.Message;
    }

    private sealed class Played(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Requests.Add($"{request.Method} {request.RequestUri} {request.Headers.Authorization} {content}");
            return new(status) { Content = new StringContent(body, Encoding.UTF8) };
        }
    }
}
