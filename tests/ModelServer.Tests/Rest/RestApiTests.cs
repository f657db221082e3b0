using System.Text.Json;

namespace Modelwright.ModelServer.Tests.Rest;

public sealed class RestApiTests(LinearServer fixture) : IClassFixture<LinearServer>
{
    [Theory]
    [InlineData("/v2/health/live", """{"live":true}""")]
    [InlineData("/v2/health/live/", """{"live":true}""")]
    [InlineData("/v2/health/ready", """{"ready":true}""")]
    [InlineData("/v2/models/m/ready", """{"name":"m","ready":true}""")]
    [InlineData("/v2/models/m/versions/v1/ready", """{"name":"m","ready":true}""")]
    [InlineData("/v2", """{"name":"modelwright","version":"0.1.0","extensions":[]}""")]
    [InlineData("/v2/", """{"name":"modelwright","version":"0.1.0","extensions":[]}""")]
    [InlineData("/v2/models/m", Metadata)]
    [InlineData("/v2/models/m/", Metadata)]
    [InlineData("/v2/models/m/versions/v1", Metadata)]
    public async Task Get_answers_the_protocols_body(string path, string body)
    {
        var answer = await fixture.Server.GetAsync(path);
        answer.Status.ShouldBe(200);
        answer.Text.ShouldBe(body);
        answer.ContentHeaders.ContentType?.MediaType.ShouldBe("application/json");
    }

    private const string Metadata =
        """{"name":"m","versions":["v1"],"platform":"onnx_onnxv1","inputs":[{"name":"x","datatype":"FP32","shape":[-1,4]}],"outputs":"""
            + """[{"name":"label","datatype":"INT64","shape":[-1]},{"name":"probabilities","datatype":"FP32","shape":[-1,3]}]}""";

    [Theory]
    [InlineData("/v2/models/m/infer")]
    [InlineData("/v2/models/m/infer/")]
    [InlineData("/v2/models/m/versions/v1/infer")]
    [InlineData("/v2/models/m/versions/v1/infer/")]
    [InlineData("/v2/models/%6D/infer")]
    public async Task Infer_works_with_and_without_version_and_slash(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(LinearServer.GoodRequest) };
        var answer = await fixture.Server.SendAsync(request);
        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("model_name").GetString().ShouldBe("m");
        answer.Json.GetProperty("model_version").GetString().ShouldBe("v1");
        answer.Json.TryGetProperty("id", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/", 404, "no such path")]
    [InlineData("/v2x", 404, "no such path")]
    [InlineData("/v1/models/m", 404, "no such path")]
    [InlineData("/v2/models", 404, "no such path")]
    [InlineData("/v2/models//ready", 404, "no such path")]
    [InlineData("/v2/models/m/versions", 404, "no such path")]
    [InlineData("/v2/models/m/versions//ready", 404, "no such path")]
    [InlineData("/v2/models/m/stats", 404, "no such path")]
    [InlineData("/v2/models/other", 404, "unknown model 'other'; this server has 'm'")]
    [InlineData("/v2/models/other/infer", 404, "unknown model")]
    [InlineData("/v2/models/m/versions/v2", 404, "unknown version 'v2'")]
    [InlineData("/v2/models/m/infer", 405, "use POST")]
    public async Task Get_wrong_path_is_answered_with_an_error(string path, int status, string message)
    {
        var answer = await fixture.Server.GetAsync(path);
        answer.Status.ShouldBe(status);
        answer.Error().ShouldContain(message);
    }

    [Theory]
    [InlineData("POST", "/v2/health/live", "GET, HEAD")]
    [InlineData("DELETE", "/v2/models/m", "GET, HEAD")]
    [InlineData("PUT", "/v2/models/m/infer", "POST")]
    [InlineData("PROPFIND", "/v2", "GET, HEAD")]
    public async Task Wrong_method_is_answered_405_with_the_right_one(string method, string path, string allow)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var answer = await fixture.Server.SendAsync(request);
        answer.Status.ShouldBe(405);
        string.Join(", ", answer.ContentHeaders.Allow).ShouldBe(allow);
        answer.Error();
    }

    [Fact]
    public async Task Head_is_answered_like_get_without_a_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v2/health/live");
        var answer = await fixture.Server.SendAsync(request);
        answer.Status.ShouldBe(200);
        answer.Body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Infer_takes_any_content_type(string? contentType)
    {
        var answer = await fixture.Server.InferAsync(LinearServer.GoodRequest, request =>
            request.Content!.Headers.ContentType = contentType is null ? null : new(contentType));
        answer.Status.ShouldBe(200, answer.Text);
    }

    [Fact]
    public async Task Metrics_count_requests_by_code_with_the_models_labels()
    {
        await fixture.ShouldStillServeAsync();
        await fixture.Server.InferAsync("{}");
        var metrics = await fixture.Server.MetricsAsync();
        const string Labels = "model_name=\"m\",model_version=\"v1\",model_revision=\"m-0a1b2c3d\"";
        metrics.ShouldContain($"modelserver_requests_total{{protocol=\"rest\",code=\"200\",{Labels}}}");
        metrics.ShouldContain($"modelserver_requests_total{{protocol=\"rest\",code=\"400\",{Labels}}}");
        foreach (var name in new[]
        {
            "modelserver_inferences_total", "modelserver_executions_total", "modelserver_queue_size", "modelserver_model_load_seconds",
            "modelserver_model_memory_bytes", "modelserver_ready", "modelserver_request_duration_seconds_count",
            "modelserver_queue_duration_seconds_count", "modelserver_batch_size_count",
        })
            metrics.ShouldContain($"{name}{{{Labels}}}");
        metrics.ShouldContain("modelserver_stage_duration_seconds_bucket{stage=\"compute\",");
        metrics.ShouldContain("modelserver_model_info{digest=\"sha256:");
    }

    [Theory]
    [InlineData("/healthz", 200)]
    [InlineData("/metrics", 200)]
    [InlineData("/v2", 404)]
    public async Task Admin_port_serves_administration_only(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{fixture.Server.Host.AdminPort}{path}"));
        (await fixture.Server.SendAsync(request)).Status.ShouldBe(status);
        (await fixture.Server.GetAsync("/metrics")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Infer_echoes_the_id_as_it_was_written()
    {
        var answer = await fixture.Server.InferAsync("{\"id\":\"a\\\"\\u00e9\\n\"," + LinearServer.GoodRequest[1..]);
        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("id").GetString().ShouldBe("a\"é\n");
    }

    [Fact]
    public async Task Infer_gives_the_outputs_asked_for_in_the_order_asked()
    {
        var answer = await fixture.Server.InferAsync(
            LinearServer.GoodRequest[..^1]
                + ""","outputs":[{"name":"probabilities","parameters":{"binary_data":false}},{"name":"label"}]}""");
        Names(answer.Json).ShouldBe(["probabilities", "label"]);
        answer = await fixture.Server.InferAsync(LinearServer.GoodRequest[..^1] + ""","outputs":[{"name":"label"}]}""");
        Names(answer.Json).ShouldBe(["label"]);
        answer = await fixture.Server.InferAsync(LinearServer.GoodRequest[..^1] + ""","outputs":[]}""");
        Names(answer.Json).ShouldBe(["label", "probabilities"]);
    }

    [Fact]
    public async Task Infer_ignores_members_and_parameters_that_it_does_not_know()
    {
        var answer = await fixture.Server.InferAsync("""
            { "parameters": {"sequence_id": 5, "nested": {"a": [1, {"b": null}]}}, "unknown": [true, false, "x\u0041"],
              "inputs": [ { "extra": -1.5e3, "parameters": {"content_type": "np"}, "data": [ [1, 2, 3, 4] , [5,6,7,8] ],
                            "shape": [ 2 , 4 ], "datatype": "FP32", "name": "x" } ] }
            """);
        answer.Status.ShouldBe(200, answer.Text);
        answer.Json.GetProperty("outputs").ToString()
            .ShouldBe((await fixture.Server.InferAsync(LinearServer.GoodRequest)).Json.GetProperty("outputs").ToString());
    }

    private static List<string?> Names(JsonElement answer) =>
        [.. answer.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString())];
}
