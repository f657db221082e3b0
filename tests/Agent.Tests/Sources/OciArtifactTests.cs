using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Tests.Fetching;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Sources;

/// <summary>Single files of artifacts in a registry that is played after the distribution specification.</summary>
public sealed class OciArtifactTests
{
    private static readonly byte[] Model = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31))];
    private readonly Registry registry = new();

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("")]
    public async Task Only_file_of_an_artifact_is_fetched_by_tag_and_by_digest(string name)
    {
        var manifest = registry.Push("v1", (name, Model));
        await using var source = await ServedFetch.StartAsync(registry.AnswerAsync);

        (await source.RunAsync(source.Oci(":v1"))).ShouldBe(new FetchResult(Sha256Digest.Of(Model), Model.Length));
        (await source.RunAsync(source.Oci($"@{manifest}"))).Digest.ShouldBe(Sha256Digest.Of(Model));
        (await File.ReadAllBytesAsync(source.Output, TestContext.Current.CancellationToken)).ShouldBe(Model);
    }

    [Fact]
    public async Task Model_is_taken_from_between_other_files_and_two_models_are_refused_by_name()
    {
        registry.Push("one", ("README.md", "about"u8.ToArray()), ("model.onnx", Model));
        registry.Push("two", ("a.onnx", Model), ("b.onnx", "other"u8.ToArray()));
        registry.Push("none", ("a.md", Model), ("b.md", "other"u8.ToArray()));
        await using var source = await ServedFetch.StartAsync(registry.AnswerAsync);

        (await source.RunAsync(source.Oci(":one"))).Digest.ShouldBe(Sha256Digest.Of(Model));
        File.Delete(source.Output);
        (await source.FailAsync(source.Oci(":two"))).Message.ShouldContain("2 files (a.onnx, b.onnx), 2 of them named *.onnx");
        (await source.FailAsync(source.Oci(":none"))).Message.ShouldContain("0 of them named *.onnx");
        (await source.FailAsync(source.Oci(":other"))).Reason.ShouldBe(FetchReason.NotFound);
    }

    [Fact]
    public async Task Bytes_that_are_not_the_manifests_are_refused_also_when_nothing_was_pinned()
    {
        registry.Push("v1", ("model.onnx", "good"));
        registry.Damage("good", "evil");
        await using var source = await ServedFetch.StartAsync(registry.AnswerAsync);

        (await source.FailAsync(source.Oci(":v1"))).Reason.ShouldBe(FetchReason.DigestMismatch);

        registry.Damage("good", "good and more");
        (await source.FailAsync(source.Oci(":v1"))).Message.ShouldContain("13");
        registry.Damage("good", "good");
        (await source.RunAsync(source.Oci(":v1"))).Bytes.ShouldBe(4);
        File.Delete(source.Output);
        var pinned = source.Request(source.Oci(":v1")) with { Digest = "sha256:" + new string('0', 64) };
        (await source.FailAsync(pinned)).Reason.ShouldBe(FetchReason.DigestMismatch);
    }

    [Fact]
    public async Task Password_goes_to_the_token_and_not_to_where_blobs_are_moved()
    {
        registry.User = "reader:secret";
        registry.Push("v1", ("model.onnx", Model));
        await using var server = await TestServer.StartAsync(registry.AnswerAsync);
        registry.Realm = server.Uri("/token", "other.example.com");
        registry.BlobsMovedTo = server.Uri("/moved", "other.example.com");
        using var nobody = new Fetch { Network = server.Network };
        (await nobody.FailAsync(Uri(server, ":v1"))).Reason.ShouldBe(FetchReason.AccessDenied);
        var variables = new Dictionary<string, string>
        {
            ["MODELWRIGHT_HTTP_USERNAME"] = "reader",
            ["MODELWRIGHT_HTTP_PASSWORD"] = "secret",
        };
        using var reader = new Fetch { Network = server.Network, Credentials = Credentials.FromEnvironment(variables.GetValueOrDefault) };
        registry.Asked.Clear();

        (await reader.RunAsync(Uri(server, ":v1"))).Bytes.ShouldBe(Model.Length);

        registry.Asked.Last().ShouldBe($"/moved/{Sha256Digest.Of(Model)}");
        registry.Asked.ShouldContain("/token Basic");
    }

    private static string Uri(TestServer server, string version) => $"oci://{TestServer.Host}:{server.Port}/{Registry.Repository}{version}";
}
