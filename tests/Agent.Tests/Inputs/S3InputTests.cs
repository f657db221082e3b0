using System.Text.Json.Nodes;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Inputs;

/// <summary>Prefixes of a bucket, against the endpoint that checks signatures.</summary>
public sealed class S3InputTests
{
    [Fact]
    public async Task Prefix_is_fetched_page_by_page()
    {
        var endpoint = new S3Endpoint { PageSize = 3 };
        var expected = new FolderDigest();
        for (var i = 0; i < 10; i++)
        {
            endpoint.Objects[$"/data/penguins/v 1/{i}/ü.csv"] = [(byte)i];
            expected.Add($"{i}/ü.csv", 1, Sha256Digest.Of([(byte)i]));
        }

        endpoint.Objects["/data/penguins/v 1/"] = [];
        endpoint.Objects["/data/penguins/v 10/other.csv"] = [1];
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);
        using var run = Run(server);

        var result = (await run.FetchAsync(Input("s3://data/penguins/v%201/"))).Single();

        (result.Digest, result.Files).ShouldBe((expected.Compute(), 10));
        File.ReadAllBytes(run.File("data", "train", "7", "ü.csv")).ShouldBe([7]);
    }

    [Theory]
    [InlineData("/data/p/../../../etc/passwd")]
    [InlineData("/data/p/a//b")]
    [InlineData("/data/p/a\\b")]
    [InlineData("/data/p/./b")]
    public async Task Key_that_would_lead_elsewhere_is_refused(string key)
    {
        var endpoint = new S3Endpoint { Objects = { ["/data/p/a"] = [1], [key] = [1] } };
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);
        using var run = Run(server);

        (await run.FailAsync(Input("s3://data/p/"))).Reason.ShouldBe(FetchReason.InvalidUri);
    }

    [Fact]
    public async Task Store_that_repeats_a_page_is_left()
    {
        var endpoint = new S3Endpoint { Objects = { ["/data/p/a"] = [1] }, RepeatsPages = true };
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);
        using var run = Run(server);

        (await run.FailAsync(Input("s3://data/p/"))).Message.ShouldContain("again");
        server.Requests.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task Credentials_are_those_of_the_input()
    {
        var endpoint = new S3Endpoint { Objects = { ["/data/p/a"] = [1] } };
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);
        using var run = Run(server);

        var failure = await run.FailAsync(new JsonObject { ["name"] = "hold-out", ["uri"] = "s3://data/p/" });
        (failure.Input, failure.Reason).ShouldBe(("hold-out", FetchReason.Unreachable));

        foreach (var (name, value) in run.Variables.ToList()) run.Variables[name.Replace("TRAIN", "HOLD_OUT")] = value;
        (await run.FetchAsync(new JsonObject { ["name"] = "hold-out", ["uri"] = "s3://data/p/" })).Single().Files.ShouldBe(1);
    }

    [Fact]
    public async Task Prefix_without_objects_is_not_found()
    {
        var endpoint = new S3Endpoint { Objects = { ["/data/p/a"] = [1] } };
        await using var server = await TestServer.StartAsync(endpoint.AnswerAsync);
        using var run = Run(server);

        (await run.FailAsync(Input("s3://data/q/"))).Reason.ShouldBe(FetchReason.NotFound);
        (await run.FailAsync(Input("s3://other/p/"))).Reason.ShouldBe(FetchReason.NotFound);
    }

    private static InputRun Run(TestServer server) => new()
    {
        Network = server.Network,
        Variables =
        {
            ["MODELWRIGHT_INPUT_TRAIN_AWS_ACCESS_KEY_ID"] = S3Endpoint.AccessKey,
            ["MODELWRIGHT_INPUT_TRAIN_AWS_SECRET_ACCESS_KEY"] = S3Endpoint.SecretKey,
            ["MODELWRIGHT_INPUT_TRAIN_AWS_ENDPOINT_URL_S3"] = $"https://{TestServer.Host}:{server.Port}",
        },
    };

    private static JsonObject Input(string uri) => new() { ["name"] = "train", ["uri"] = uri };
}
