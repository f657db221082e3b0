using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Attending;

/// <summary>The port that the operator asks.</summary>
public sealed class AgentServerTests
{
    private const string Audience = "modelwright-agent/ns/u-1";

    [Fact]
    public async Task Report_follows_the_container()
    {
        await using var run = new AttendedRun();
        using var client = await ClientAsync(run);

        (await ReportAsync(client))["points"]!.GetValue<int>().ShouldBe(0);
        run.Write("metrics.jsonl", "{\"auc\":0.5,\"step\":1}\n{\"auc\":0.75,\"step\":");
        await AttendedRun.Until(async () => (await ReportAsync(client))["points"]!.GetValue<int>() == 1, "the first line was not read");
        await File.AppendAllTextAsync(run.Output("metrics.jsonl"), "2}\n", TestContext.Current.CancellationToken);
        run.Write("progress", """{"percent":42,"step":7,"etaSeconds":600}""");
        await AttendedRun.Until(async () => (await ReportAsync(client))["progress"] is not null, "progress was not read");
        var report = await ReportAsync(client);

        report["final"]!.GetValue<bool>().ShouldBeFalse();
        report["metrics"]!.ToJsonString().ShouldBe("""[["auc","0.75",2]]""");
        report["series"]!.ToJsonString().ShouldBe("""[[1,"0.5"],[2,"0.75"]]""");
        report["progress"]!.ToJsonString().ShouldBe("""{"percent":42,"step":7,"etaSeconds":600}""");
    }

    [Fact]
    public async Task Stop_writes_the_file_and_keeps_the_first_reason()
    {
        await using var run = new AttendedRun();
        using var client = await ClientAsync(run);

        (await StopAsync(client, """{"reason": "worse than the median"}""")).ShouldBe(HttpStatusCode.Accepted);
        (await StopAsync(client, """{"reason": "again"}""")).ShouldBe(HttpStatusCode.Accepted);
        File.ReadAllText(run.StopFile).ShouldBe("worse than the median");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"reason": 1}""")]
    [InlineData("""{"reason": ""}""")]
    public async Task Stop_without_a_reason_is_refused(string body)
    {
        await using var run = new AttendedRun();
        using var client = await ClientAsync(run);

        (await StopAsync(client, body)).ShouldBe(HttpStatusCode.BadRequest);
        File.Exists(run.StopFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Stop_with_a_large_body_is_refused()
    {
        await using var run = new AttendedRun();
        using var client = await ClientAsync(run);

        (await StopAsync(client, $$"""{"reason": "{{new string('x', 100_000)}}"}""")).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        File.Exists(run.StopFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("modelwright-router/ns")]
    [InlineData("modelwright-agent/ns/u-2")]
    [InlineData("modelwright-agent/other/u-1")]
    public async Task Others_learn_and_stop_nothing(string? audience)
    {
        await using var run = new AttendedRun();
        using var client = new HttpClient { BaseAddress = await run.StartAsync() };
        if (audience is not null) client.DefaultRequestHeaders.Authorization = Bearer(run.Key, audience);

        using var report = await client.GetAsync(new Uri("/v1/report", UriKind.Relative), TestContext.Current.CancellationToken);
        report.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await StopAsync(client, """{"reason": "x"}""")).ShouldBe(HttpStatusCode.Unauthorized);
        File.Exists(run.StopFile).ShouldBeFalse();
        (await client.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldBe("ok");
    }

    [Fact]
    public async Task Without_a_key_nobody_may_ask()
    {
        await using var run = new AttendedRun();
        using var client = new HttpClient { BaseAddress = await run.StartAsync(withKey: false) };
        client.DefaultRequestHeaders.Authorization = Bearer(run.Key, Audience);

        (await StopAsync(client, """{"reason": "x"}""")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpClient> ClientAsync(AttendedRun run)
    {
        var client = new HttpClient { BaseAddress = await run.StartAsync() };
        client.DefaultRequestHeaders.Authorization = Bearer(run.Key, Audience);
        return client;
    }

    private static AuthenticationHeaderValue Bearer(OperatorKey key, string audience) => new("Bearer",
        key.Sign("""{"alg":"ES256","typ":"JWT"}""", OperatorKey.Claims(TimeProvider.System.GetUtcNow(), audience).ToJsonString()));

    private static async Task<JsonNode> ReportAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonNode>("/v1/report", TestContext.Current.CancellationToken))!;

    private static async Task<HttpStatusCode> StopAsync(HttpClient client, string body)
    {
        using var content = new StringContent(body);
        using var answer = await client.PostAsync(new Uri("/v1/stop", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
