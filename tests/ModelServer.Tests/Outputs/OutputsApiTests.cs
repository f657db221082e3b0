using System.Text.RegularExpressions;
using Modelwright.ModelServer.Settings;
using Modelwright.ModelServer.Tests.Hosting;
using Modelwright.ModelServer.Tests.Rest;
using Modelwright.ModelServer.Tests.TestModels;

namespace Modelwright.ModelServer.Tests.Outputs;

public sealed partial class OutputsApiTests
{
    [Fact]
    public async Task Outputs_has_the_body_of_the_contract()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Linear());
        await AskAsync(server, LinearServer.GoodRequest);
        await AskAsync(
            server, """{"inputs":[{"name":"x","shape":[1,4],"datatype":"FP32","data":[0,0,0,0]}],"outputs":[{"name":"label"}]}""");
        var answer = await GetAsync(server);
        answer.ContentHeaders.ContentType?.MediaType.ShouldBe("application/json");
        Start().Replace(answer.Text, "\"start\":\"S\"").ShouldBe(
            """
            {"start":"S","revision":"m-0a1b2c3d","outputs":[
            {"name":"label","element":null,"kind":"Category","rows":3,"counts":[["2",3]],"other":0},
            {"name":"probabilities","element":0,"kind":"Number","rows":3,"nan":0,"infinite":0,"counts":[[0,1],[92,1],[147,1]]},
            {"name":"probabilities","element":1,"kind":"Number","rows":3,"nan":0,"infinite":0,"counts":[[11,1],[73,1],[145,1]]},
            {"name":"probabilities","element":2,"kind":"Number","rows":3,"nan":0,"infinite":0,"counts":[[150,1],[160,2]]}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task Outputs_failed_requests_are_not_counted()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Reciprocal());
        (await server.InferAsync("""{"inputs":[{"name":"x","shape":[2],"datatype":"FP32","data":[0,1]}]}""")).Status.ShouldBe(500);
        (await server.InferAsync("{}")).Status.ShouldBe(400);
        (await GetAsync(server)).Json.GetProperty("outputs").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Outputs_strings_are_categories_unless_they_are_long()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Identity(Element.String, "N"));
        var (longest, longer) = (new string('é', 64), new string('x', 65));
        await AskAsync(server, $$"""
            {"inputs":[{"name":"x","shape":[5],"datatype":"BYTES","data":["b\"","a","{{longest}}","{{longer}}","a"]}]}
            """);
        var output = (await GetAsync(server)).Json.GetProperty("outputs")[0];
        output.GetProperty("counts").GetRawText().ShouldBe($$"""[["a",2],["b\"",1],["{{longest}}",1]]""");
        output.GetProperty("other").GetInt32().ShouldBe(1);
        output.GetProperty("rows").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task Outputs_counts_each_of_many_concurrent_requests_once()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Linear(), settings => settings with { ConcurrentRuns = 1 });
        await Parallel.ForAsync(0, 400, TestContext.Current.CancellationToken,
            async (_, _) => await AskAsync(server, LinearServer.GoodRequest));
        var outputs = (await GetAsync(server)).Json.GetProperty("outputs");
        outputs.EnumerateArray().Select(output => output.GetProperty("rows").GetInt64()).ShouldBe([800, 800, 800, 800]);
        outputs[0].GetProperty("counts").GetRawText().ShouldBe("""[["2",800]]""");
        var metrics = await server.MetricsAsync();
        metrics.ShouldContain("modelserver_predictions_total{output=\"label\",kind=\"category\",model_name=");
        metrics.ShouldMatch("modelserver_predictions_total\\{output=\"probabilities\",kind=\"number\",[^}]*\\} 2400\n");
    }

    [Fact]
    public async Task Outputs_of_another_process_have_another_start()
    {
        await using var first = await RunningServer.StartAsync(SmallModels.Linear());
        await using var second = await RunningServer.StartAsync(SmallModels.Linear());
        string?[] starts = [.. new[] { await GetAsync(first), await GetAsync(first), await GetAsync(second) }
            .Select(answer => answer.Json.GetProperty("start").GetString())];
        starts[0].ShouldNotBeNullOrEmpty();
        starts[1].ShouldBe(starts[0]);
        starts[2].ShouldNotBe(starts[0]);
    }

    [Fact]
    public async Task Outputs_switched_off_says_so()
    {
        await using var server = await RunningServer.StartAsync(SmallModels.Linear(), settings => settings with { OutputCounters = false });
        await AskAsync(server, LinearServer.GoodRequest);
        var answer = await GetAsync(server, 404);
        answer.Error().ShouldContain("MODELWRIGHT_OUTPUT_COUNTERS is off");
        (await server.MetricsAsync()).ShouldNotContain("modelserver_predictions_total{");
    }

    [Fact]
    public void Settings_switch_is_on_or_off()
    {
        Read("off").OutputCounters.ShouldBeFalse();
        Read("on").OutputCounters.ShouldBeTrue();
        Read(null).OutputCounters.ShouldBeTrue();
        Should.Throw<InvalidSettingException>(() => Read("no")).Message
            .ShouldContain("MODELWRIGHT_OUTPUT_COUNTERS is 'no'; it must be on or off");
        static ServerSettings Read(string? value) => SettingsReader.Read(
            ["--model-name=m", "--model-version=v", "--model-file=f"], name => name == "MODELWRIGHT_OUTPUT_COUNTERS" ? value : null);
    }

    private static async Task AskAsync(RunningServer server, string request) => (await server.InferAsync(request)).Status.ShouldBe(200);

    private static async Task<RunningServer.Answer> GetAsync(RunningServer server, int status = 200)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://127.0.0.1:{server.Host.AdminPort}/v1/outputs"));
        var answer = await server.SendAsync(request);
        answer.Status.ShouldBe(status);
        return answer;
    }

    [GeneratedRegex("\"start\":\"[0-9a-f]{16}\"")]
    private static partial Regex Start();
}
