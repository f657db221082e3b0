using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Api;

public sealed class KubeApiTests : IDisposable
{
    private static readonly ResourceType ConfigMaps = new("", "v1", "ConfigMap", "configmaps");
    private static readonly ObjectKey Key = new("ns", "a");
    private readonly Simulation simulation = new();
    private readonly ScriptedServer server = new();
    private readonly KubeApi api;
    private readonly Pump process;

    public KubeApiTests()
    {
        process = simulation.NewProcess();
        api = new KubeApi(KubeConnection.Over(server, new Uri("http://proxy.local/k8s/one")), simulation.Time,
            new RequestLimiter(simulation.Time, 10, 5));
    }

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData(404, "NotFound", ApiError.NotFound)]
    [InlineData(409, "AlreadyExists", ApiError.AlreadyExists)]
    [InlineData(409, "Conflict", ApiError.Conflict)]
    [InlineData(410, "Expired", ApiError.Gone)]
    [InlineData(410, "Gone", ApiError.Gone)]
    [InlineData(422, "Invalid", ApiError.Invalid)]
    [InlineData(400, "BadRequest", ApiError.Invalid)]
    [InlineData(401, "Unauthorized", ApiError.Forbidden)]
    [InlineData(403, "Forbidden", ApiError.Forbidden)]
    [InlineData(429, "TooManyRequests", ApiError.TooManyRequests)]
    [InlineData(500, "InternalError", ApiError.Unavailable)]
    [InlineData(500, "ServerTimeout", ApiError.Timeout)]
    [InlineData(503, "ServiceUnavailable", ApiError.Unavailable)]
    [InlineData(504, "Timeout", ApiError.Timeout)]
    [InlineData(418, "Teapot", ApiError.Unknown)]
    public void Refusals_are_classified_by_reason_then_code(int code, string reason, ApiError expected)
    {
        server.ThenStatus(code, reason, "because");
        var error = Should.Throw<ApiException>(() => Run(() => Patch()));
        error.Error.ShouldBe(expected);
        error.Code.ShouldBe(code);
        error.Message.ShouldContain("because");
        error.Message.ShouldContain("PATCH api/v1/namespaces/ns/configmaps/a");
    }

    [Fact]
    public void A_field_conflict_is_told_from_a_version_conflict()
    {
        var status = ScriptedServer.Status(409, "Conflict");
        status["details"] = new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "FieldManagerConflict" }) };
        server.Then(HttpStatusCode.Conflict, status);
        Should.Throw<ApiException>(() => Run(() => Patch())).Error.ShouldBe(ApiError.ApplyConflict);
    }

    [Fact]
    public void An_error_page_of_a_proxy_is_unavailable()
    {
        server.Then(HttpStatusCode.BadGateway, "x", response => response.Content = new StringContent("<html>oh no</html>"));
        Should.Throw<ApiException>(() => Run(() => Patch())).Error.ShouldBe(ApiError.Unavailable);
    }

    [Fact]
    public void An_answer_that_is_not_json_is_an_error_not_a_crash()
    {
        server.Then(HttpStatusCode.OK, "x", response => response.Content = new StringContent("{\"metadata\":"));
        Should.Throw<ApiException>(() => Run(() => Patch())).Message.ShouldContain("not JSON");
    }

    [Fact]
    public void No_connection_is_unavailable()
    {
        server.ThenThrow(new HttpRequestException("connection refused"));
        Should.Throw<ApiException>(() => Run(() => Patch())).Error.ShouldBe(ApiError.Unavailable);
    }

    [Fact]
    public void No_answer_is_a_timeout_after_thirty_seconds()
    {
        server.ThenHang();
        var start = simulation.Time.GetUtcNow();
        Should.Throw<ApiException>(() => Run(() => Patch())).Error.ShouldBe(ApiError.Timeout);
        (simulation.Time.GetUtcNow() - start).ShouldBe(KubeApi.RequestTimeout);
    }

    [Fact]
    public void Cancelling_is_not_a_timeout()
    {
        server.ThenHang();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1), simulation.Time);
        Should.Throw<OperationCanceledException>(() => Run(() => api.GetAsync(ConfigMaps, Key, stop.Token)));
    }

    [Fact]
    public void A_missing_object_is_null_and_deleting_it_is_false()
    {
        server.ThenStatus(404, "NotFound").ThenStatus(404, "NotFound");
        Run(() => api.GetAsync(ConfigMaps, Key, CancellationToken.None)).ShouldBeNull();
        Run(() => api.DeleteAsync(ConfigMaps, Key, new DeletePreconditions("u"))).ShouldBeFalse();
    }

    [Fact]
    public void Delete_sends_its_preconditions()
    {
        server.Then(HttpStatusCode.OK, new JsonObject { ["kind"] = "Status" });
        Run(() => api.DeleteAsync(ConfigMaps, Key, new DeletePreconditions("u", "7"))).ShouldBeTrue();
        server.Requests.ShouldBe(["DELETE /k8s/one/api/v1/namespaces/ns/configmaps/a"]);
        JsonNode.DeepEquals(JsonNode.Parse(server.Bodies[0])!["preconditions"],
            JsonNode.Parse("""{"uid":"u","resourceVersion":"7"}""")).ShouldBeTrue();
    }

    [Fact]
    public void Apply_names_its_manager_and_keeps_the_path_of_the_base_address()
    {
        server.Then(HttpStatusCode.OK, WatchLines.ConfigMap("a", "5"));
        var body = new JsonObject { ["metadata"] = new JsonObject { ["namespace"] = "ns", ["name"] = "a" } };
        Run(() => api.ApplyAsync(ConfigMaps, body, "me/too")).ResourceVersion.ShouldBe("5");
        server.Requests.ShouldBe(["PATCH /k8s/one/api/v1/namespaces/ns/configmaps/a?fieldManager=me%2Ftoo&force=true"]);
    }

    [Fact]
    public void Retry_after_holds_back_the_next_requests()
    {
        server.ThenStatus(429, "TooManyRequests", change: response =>
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7)))
            .Then(HttpStatusCode.OK, WatchLines.ConfigMap("a", "5"));
        var start = simulation.Time.GetUtcNow();
        Should.Throw<ApiException>(() => Run(() => Patch())).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        Run(() => Patch());
        (simulation.Time.GetUtcNow() - start).ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void The_clients_own_rate_is_kept()
    {
        for (var i = 0; i < 25; i++) server.Then(HttpStatusCode.OK, WatchLines.ConfigMap("a", "5"));
        var start = simulation.Time.GetUtcNow();
        for (var i = 0; i < 25; i++) Run(() => Patch());
        // Five at once, then ten a second.
        (simulation.Time.GetUtcNow() - start).TotalSeconds.ShouldBe(2, tolerance: 0.05);
    }

    [Fact]
    public void A_cluster_scoped_kind_has_no_namespace_and_others_need_one()
    {
        Should.Throw<ArgumentException>(() => Run(() => api.GetAsync(ConfigMaps, new ObjectKey(null, "a"), CancellationToken.None)));
        Should.Throw<ArgumentException>(() => Run(() => api.GetAsync(ConfigMaps with { Namespaced = false }, Key, CancellationToken.None)));
    }

    private Task<KubeObject> Patch() => api.PatchAsync(ConfigMaps, Key, PatchKind.Merge, new JsonObject(), "me");

    private T Run<T>(Func<Task<T>> operation) => simulation.Complete(process, operation);
}
