using System.Net;
using System.Text.Json.Nodes;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Admin;

/// <summary>The admin API over HTTP, as the operator uses it.</summary>
public sealed class RoutesEndpointTests
{
    private static readonly Uri Somewhere = new("http://127.0.0.1:9");

    [Fact]
    public async Task Put_answers_model_and_revision_and_is_idempotent()
    {
        await using var router = await TestRouter.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            using var response = await PutAsync(router, "fraud", 3);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await TextAsync(response)).ShouldBe("""{"model":"fraud","revision":3}""");
        }

        (await router.MetricsAsync()).ShouldContain("""modelwright_router_route_revision{model="fraud"} 3""");
    }

    [Fact]
    public async Task Put_of_an_older_or_different_revision_is_409_with_the_one_in_force()
    {
        await using var router = await TestRouter.StartAsync();
        (await PutAsync(router, "fraud", 3)).Dispose();
        using var older = await PutAsync(router, "fraud", 2);
        using var other = await PutAsync(router, "fraud", 3, weight: 50);
        foreach (var response in (HttpResponseMessage[])[older, other])
        {
            response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var body = JsonNode.Parse(await TextAsync(response))!;
            body["revision"]!.GetValue<long>().ShouldBe(3);
            body["error"]!.GetValue<string>().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Put_of_an_invalid_table_is_400_and_changes_nothing()
    {
        await using var router = await TestRouter.StartAsync();
        (await PutAsync(router, "fraud", 3)).Dispose();
        using var wrong = await router.SendAsync(HttpMethod.Put, "/v1/routes/fraud",
            """{"model":"fraud","revision":4,"backends":[{"revision":"r","address":"http://h:1","weight":99}]}""");
        using var mismatch = await router.SendAsync(HttpMethod.Put, "/v1/routes/churn",
            TestRouter.Table("fraud", 4, ("r", Somewhere, 100)));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await TextAsync(wrong)).ShouldContain("the weights sum to 99, not 100");
        mismatch.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        router.Server.Routes.Current.Routes.Single().Revision.ShouldBe(3);
        (await router.MetricsAsync()).ShouldContain("""modelwright_router_route_updates_total{source="push",result="Invalid"} 2""");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_above_one_mebibyte_is_413_announced_or_chunked(bool chunked)
    {
        await using var router = await TestRouter.StartAsync();
        var huge = TestRouter.Table("fraud", 1, ("r", Somewhere, 100)) + new string(' ', 1 << 20);
        using var response = await router.SendAsync(HttpMethod.Put, "/v1/routes/fraud", huge, chunked: chunked);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await TextAsync(response)).ShouldBe("""{"error":"at most 1048576 bytes are allowed"}""");
        router.Server.Routes.Current.Routes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Delete_removes_unless_a_newer_revision_is_in_force()
    {
        await using var router = await TestRouter.StartAsync();
        (await PutAsync(router, "fraud", 3)).Dispose();
        (await StatusAsync(router, HttpMethod.Delete, "/v1/routes/fraud?revision=2")).ShouldBe(HttpStatusCode.Conflict);
        (await StatusAsync(router, HttpMethod.Delete, "/v1/routes/fraud")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(router, HttpMethod.Delete, "/v1/routes/fraud?revision=-1")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(router, HttpMethod.Delete, "/v1/routes/fraud?revision=3&revision=4")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(router, HttpMethod.Delete, "/v1/routes/fraud?revision=3")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(router, HttpMethod.Delete, "/v1/routes/fraud?revision=3")).ShouldBe(HttpStatusCode.NotFound);
        using var late = await PutAsync(router, "fraud", 3);
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await router.MetricsAsync()).ShouldNotContain("route_revision{");
    }

    [Fact]
    public async Task Get_lists_models_and_revisions()
    {
        await using var router = await TestRouter.StartAsync();
        (await PutAsync(router, "fraud", 3)).Dispose();
        (await PutAsync(router, "churn", 1)).Dispose();
        using var response = await router.SendAsync(HttpMethod.Get, "/v1/routes");
        (await TextAsync(response)).ShouldBe("""{"routes":[{"model":"churn","revision":1},{"model":"fraud","revision":3}]}""");
    }

    [Theory]
    [InlineData("GET", "/v1/routes")]
    [InlineData("GET", "/v1/counters?model=fraud")]
    [InlineData("PUT", "/v1/routes/fraud")]
    [InlineData("DELETE", "/v1/routes/fraud?revision=1")]
    public async Task Without_a_token_everything_about_routes_is_401(string method, string path)
    {
        await using var router = await TestRouter.StartAsync();
        using var response = await router.SendAsync(new HttpMethod(method), path, method == "PUT"
            ? TestRouter.Table("fraud", 1, ("r", Somewhere, 100))
            : null, withToken: false);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await TextAsync(response)).ShouldBe("""{"error":"a bearer token is required"}""");
        router.Server.Routes.Current.Routes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Probes_and_metrics_need_no_token(string path)
    {
        await using var router = await TestRouter.StartAsync();
        using var response = await router.SendAsync(HttpMethod.Get, path, withToken: false);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1/routes")]
    [InlineData("/metrics")]
    [InlineData("/healthz")]
    public async Task Admin_paths_are_not_served_on_the_traffic_port(string path)
    {
        await using var router = await TestRouter.StartAsync();
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(router.Url, path), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> PutAsync(TestRouter router, string model, long revision, int weight = 100) =>
        router.SendAsync(HttpMethod.Put, $"/v1/routes/{model}", weight == 100
            ? TestRouter.Table(model, revision, ("r", Somewhere, 100))
            : TestRouter.Table(model, revision, ("r", Somewhere, weight), ("s", Somewhere, 100 - weight)));

    private static async Task<HttpStatusCode> StatusAsync(TestRouter router, HttpMethod method, string path)
    {
        using var response = await router.SendAsync(method, path);
        return response.StatusCode;
    }

    private static Task<string> TextAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
