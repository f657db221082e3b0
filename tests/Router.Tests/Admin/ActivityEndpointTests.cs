using System.Net;
using System.Text.Json.Nodes;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Admin;

public sealed class ActivityEndpointTests
{
    private const string Activation = """{"maxRequests":100,"timeoutSeconds":60}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_tells_who_asks_for_Models_that_may_be_at_zero_and_for_no_other()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "activation", Activation, ("fraud-1", backend.Url, 100));
        await router.PushAsync("other", 1, ("other-1", backend.Url, 100));
        (await AskAsync(router, "fraud")).Dispose();
        (await AskAsync(router, "fraud")).Dispose();
        (await AskAsync(router, "other")).Dispose();

        await Eventually.Async(() => router.Server.Metrics.Activity.Of("fraud").Open == 0, "all are answered");
        var activity = await ActivityAsync(router);
        activity["calls"]!.GetValue<long>().ShouldBe(0);
        activity["models"]!.AsArray().Single()!.ToJsonString().ShouldBe("""{"model":"fraud","arrivals":2,"open":0,"waiting":0}""");
    }

    [Fact]
    public async Task Get_with_the_calls_that_were_seen_answers_when_a_request_begins_to_wait()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "activation", Activation);
        var told = ActivityAsync(router, "?seen=0&wait=30");
        using var second = await router.SendAsync(HttpMethod.Get, "/v1/activity?seen=0&wait=0");
        told.IsCompleted.ShouldBeFalse();
        var first = AskAsync(router, "fraud");

        var activity = await told;
        activity["calls"]!.GetValue<long>().ShouldBe(1);
        activity["models"]![0]!.ToJsonString().ShouldBe("""{"model":"fraud","arrivals":1,"open":1,"waiting":1}""");

        // One more is no other call, and who knows of the call waits.
        var next = AskAsync(router, "fraud");
        await Eventually.Async(() => router.Server.Metrics.Waiting("fraud").Count == 2, "both wait");
        (await ActivityAsync(router, "?seen=1&wait=1"))["calls"]!.GetValue<long>().ShouldBe(1);

        await router.PushAsync("fraud", 2, "activation", Activation, ("fraud-1", backend.Url, 100));
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await next).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.Async(() => router.Server.Metrics.Activity.Of("fraud").Open == 0, "both are answered");
    }

    [Fact]
    public async Task Get_by_who_knows_another_number_answers_at_once()
    {
        await using var router = await TestRouter.StartAsync();
        (await ActivityAsync(router, "?seen=7&wait=30"))["calls"]!.GetValue<long>().ShouldBe(0);
    }

    [Theory]
    [InlineData("?seen=x&wait=1")]
    [InlineData("?seen=1&wait=31")]
    [InlineData("?seen=-1")]
    [InlineData("?wait=1&wait=2")]
    public async Task Get_refuses_what_is_no_number(string query)
    {
        await using var router = await TestRouter.StartAsync();
        using var response = await router.SendAsync(HttpMethod.Get, $"/v1/activity{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Get_needs_a_token()
    {
        await using var router = await TestRouter.StartAsync();
        using var response = await router.SendAsync(HttpMethod.Get, "/v1/activity", withToken: false);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<JsonNode> ActivityAsync(TestRouter router, string query = "")
    {
        using var response = await router.SendAsync(HttpMethod.Get, $"/v1/activity{query}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
    }

    private static async Task<HttpResponseMessage> AskAsync(TestRouter router, string model)
    {
        using var client = new HttpClient();
        return await client.GetAsync(new Uri(router.Url, $"/v2/models/{model}"), Token);
    }
}
