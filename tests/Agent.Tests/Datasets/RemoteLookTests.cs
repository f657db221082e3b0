using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelwright.Agent.Datasets;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Tests.Servers;

namespace Modelwright.Agent.Tests.Datasets;

/// <summary>What is asked of servers while nothing changed.</summary>
public sealed class RemoteLookTests
{
    private static readonly byte[] Csv = Encoding.UTF8.GetBytes("id\n1\n");

    [Theory]
    [InlineData(200)]
    [InlineData(405)]
    [InlineData(403)]
    public async Task Unchanged_file_behind_https_is_not_read(int head)
    {
        var asked = new ConcurrentQueue<string>();
        var tag = "\"v1\"";
        await using var server = await TestServer.StartAsync(async context =>
        {
            asked.Enqueue(context.Request.Method);
            if (HttpMethods.IsHead(context.Request.Method) && head != 200)
            {
                context.Response.StatusCode = head;
                return;
            }

            context.Response.Headers.ETag = tag;
            context.Response.ContentLength = Csv.Length;
            if (HttpMethods.IsGet(context.Request.Method)) await context.Response.Body.WriteAsync(Csv);
        });
        using var run = new LookRun { Network = server.Network };
        run.Task["source"]!["uri"] = server.Uri("/penguins.csv");

        var first = await run.LookAsync();
        (first.Outcome, first.SourceVersion).ShouldBe((LookOutcome.Version, "\"v1\""));
        asked.Clear();
        Directory.Delete(run.File("work"), recursive: true);
        run.Task["known"] = new JsonObject { ["source"] = first.Source, ["digests"] = new JsonArray(first.Digest) };
        (await run.LookAsync()).Outcome.ShouldBe(LookOutcome.Unchanged);
        asked.ShouldBe(head == 200 ? ["HEAD"] : ["HEAD", "GET"]);
        Directory.Exists(run.File("work")).ShouldBeFalse();

        tag = "\"v2\"";
        (await run.LookAsync()).Outcome.ShouldBe(LookOutcome.Known);
    }

    [Theory]
    [InlineData("s3://data/p/a.csv", "a.csv")]
    [InlineData("s3://data/p/", "a.csv", "b.csv")]
    public async Task Unchanged_objects_are_not_read(string uri, params string[] names)
    {
        var endpoint = new S3Endpoint();
        foreach (var name in names) endpoint.Objects[$"/data/p/{name}"] = Csv;
        var reads = new ConcurrentQueue<string>();
        await using var server = await TestServer.StartAsync(context =>
        {
            var isObject = context.Request.Path.Value!.EndsWith(".csv", StringComparison.Ordinal);
            if (isObject && HttpMethods.IsGet(context.Request.Method)) reads.Enqueue(context.Request.Path);
            return endpoint.AnswerAsync(context);
        });
        using var run = new LookRun { Network = server.Network };
        run.Task["source"]!["uri"] = uri;
        foreach (var (name, value) in new[]
        {
            ("AWS_ACCESS_KEY_ID", S3Endpoint.AccessKey), ("AWS_SECRET_ACCESS_KEY", S3Endpoint.SecretKey),
            ("AWS_ENDPOINT_URL_S3", $"https://{TestServer.Host}:{server.Port}"),
        })
            run.Variables[$"MODELWRIGHT_INPUT_SOURCE_{name}"] = value;

        var first = await run.LookAsync();
        (first.Outcome, first.Findings!.Rows, reads.Count).ShouldBe((LookOutcome.Version, names.Length, names.Length));
        run.Task["known"] = new JsonObject { ["source"] = first.Source };
        (await run.LookAsync()).Outcome.ShouldBe(LookOutcome.Unchanged);
        reads.Count.ShouldBe(names.Length);

        endpoint.Objects["/data/p/a.csv"] = Encoding.UTF8.GetBytes("id\n2\n");
        (await run.LookAsync()).Outcome.ShouldBe(LookOutcome.Version);
    }

    [Fact]
    public async Task Server_without_marks_is_read_each_time()
    {
        await using var server = await TestServer.StartAsync(context =>
            HttpMethods.IsGet(context.Request.Method) ? context.Response.Body.WriteAsync(Csv).AsTask() : Task.CompletedTask);
        using var run = new LookRun { Network = server.Network };
        run.Task["source"]!["uri"] = server.Uri("/penguins.csv");

        var first = await run.LookAsync();
        first.Source.ShouldBeNull();
        run.Task["known"] = new JsonObject { ["source"] = first.Source, ["digests"] = new JsonArray(first.Digest) };
        (await run.LookAsync()).Outcome.ShouldBe(LookOutcome.Known);
    }

    [Fact]
    public async Task Reason_of_a_server_reaches_the_person()
    {
        await using var server = await TestServer.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        using var run = new LookRun { Network = server.Network };
        run.Task["source"]!["uri"] = server.Uri("/penguins.csv");

        (await Should.ThrowAsync<FetchException>(run.LookAsync())).Message.ShouldContain("there is no such file");
    }
}
