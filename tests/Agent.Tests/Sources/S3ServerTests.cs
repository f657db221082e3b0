using System.Text.Json.Nodes;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Tests.Fetching;
using Modelwright.Agent.Tests.Inputs;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Agent.Uploads;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Sources;

/// <summary>Uploads to a real S3 server, and back from it.</summary>
public sealed class S3ServerTests
{
    private static readonly byte[] Model = [.. Enumerable.Range(0, 12_000_000).Select(i => (byte)(i * 13))];

    [Theory]
    [InlineData(6_000_000, 5_000_000)]
    [InlineData(12_000_000, 5_000_000)]
    [InlineData(3_000_000, 5_000_000)]
    [InlineData(0, 5_000_000)]
    public async Task Uploaded_file_comes_back_whole(int bytes, long part)
    {
        await using var server = await S3Server.StartAsync("models");
        var content = Model[..bytes];

        await Store(server, "s3://models/deep/er/", part, S3Server.Key)
            .PutAsync("model (1)+ü.onnx", UploadContent.Of(content), Sha256Digest.Of(content), TestContext.Current.CancellationToken);

        using var fetch = Fetch(server, S3Server.Key);
        (await fetch.RunAsync(Loopback(fetch, "s3://models/deep/er/model%20(1)+%C3%BC.onnx")))
            .ShouldBe(new FetchResult(Sha256Digest.Of(content), bytes));
    }

    [Fact]
    public async Task Uploaded_folder_comes_back_as_an_input()
    {
        await using var server = await S3Server.StartAsync("data");
        var store = Store(server, "s3://data/penguins/v1/", S3Store.DefaultPart, S3Server.Key);
        var expected = new FolderDigest();
        for (var i = 0; i < 30; i++)
        {
            byte[] content = [(byte)i];
            var digest = Sha256Digest.Of(content);
            await store.PutAsync($"part {i}/ü.csv", UploadContent.Of(content), digest, TestContext.Current.CancellationToken);
            expected.Add($"part {i}/ü.csv", 1, digest);
        }

        using var run = new InputRun
        {
            Variables =
            {
                ["MODELWRIGHT_INPUT_TRAIN_AWS_ACCESS_KEY_ID"] = S3Server.Key,
                ["MODELWRIGHT_INPUT_TRAIN_AWS_SECRET_ACCESS_KEY"] = S3Server.Key,
                ["MODELWRIGHT_INPUT_TRAIN_AWS_ENDPOINT_URL_S3"] = server.Endpoint,
            },
        };
        var result = await run.FetchAsync(new JsonObject { ["name"] = "train", ["uri"] = "s3://data/penguins/v1/" });
        result.Single().Digest.ShouldBe(expected.Compute());
    }

    [Fact]
    public async Task Unknown_keys_and_objects_have_their_reasons()
    {
        await using var server = await S3Server.StartAsync("models");
        using var fetch = Fetch(server, S3Server.Key);
        using var denied = Fetch(server, "NOBODY");

        await FailsAsync(fetch, "s3://models/other.onnx", FetchReason.NotFound);
        await FailsAsync(fetch, "s3://others/model.onnx", FetchReason.NotFound);
        await FailsAsync(denied, "s3://models/model.onnx", FetchReason.AccessDenied);
        (await PutFailsAsync(Store(server, "s3://models/x/", 100, "NOBODY"))).Reason.ShouldBe(FetchReason.AccessDenied);
        (await PutFailsAsync(Store(server, "s3://others/x/", 100, S3Server.Key))).Reason.ShouldBe(FetchReason.NotFound);
    }

    private static S3Store Store(S3Server server, string folder, long part, string key)
    {
        var rules = new ArtifactUriRules { AllowFolder = true, AllowLoopback = true };
        ArtifactUri.TryParse(folder, rules, out var uri, out var error).ShouldBeTrue(error);
        var policy = new FetchPolicy { FirstDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = 2 };
        var access = new S3Access(rules, policy, new S3Credentials(key, S3Server.Key, null, null, server.Endpoint), NetworkOptions.System);
        return new S3Store(uri!, access, new Attempts(policy, TimeProvider.System, new Random(1), _ => { }), TimeProvider.System, part);
    }

    private static Fetch Fetch(S3Server server, string key) => new()
    {
        Credentials = new Credentials(null, new S3Credentials(key, S3Server.Key, null, null, server.Endpoint)),
    };

    private static FetchRequest Loopback(Fetch fetch, string uri) => fetch.Request(uri) with { AllowLoopback = true };

    private static async Task FailsAsync(Fetch fetch, string uri, FetchReason reason) =>
        (await Should.ThrowAsync<FetchException>(fetch.RunAsync(Loopback(fetch, uri)))).Reason.ShouldBe(reason);

    private static Task<FetchException> PutFailsAsync(S3Store store) => Should.ThrowAsync<FetchException>(store.PutAsync(
        "m", UploadContent.Of(Model[..1000]), Sha256Digest.Of(Model.AsSpan(0, 1000)), TestContext.Current.CancellationToken));
}
