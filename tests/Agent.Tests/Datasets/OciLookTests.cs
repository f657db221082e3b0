using System.Text;
using System.Text.Json.Nodes;
using Modelwright.Agent.Datasets;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Tests.Servers;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Tests.Datasets;

/// <summary>Looks at artifacts of a registry that is played after the distribution specification.</summary>
public sealed class OciLookTests
{
    private const string Csv = "id,mass\n1,3750\n";

    [Fact]
    public async Task Artifact_is_its_layers_by_their_names_and_is_read_again_only_when_its_manifest_changes()
    {
        var registry = new Registry();
        var manifest = registry.Push("v1", ("a.csv", Csv), ("sub/b.csv", "id,mass\n2,1\n"));
        await using var server = await TestServer.StartAsync(registry.AnswerAsync);
        using var run = Run(server, "v1");

        var found = await run.LookAsync();

        var digest = new FolderDigest();
        digest.Add("a.csv", Csv.Length, Sha256Digest.Of(Encoding.UTF8.GetBytes(Csv)));
        digest.Add("sub/b.csv", 12, Sha256Digest.Of("id,mass\n2,1\n"u8));
        (found.Digest, found.SourceVersion, found.Files, found.Findings!.Rows).ShouldBe((digest.Compute().ToString(), manifest, 2, 2));
        run.Task["known"] = new JsonObject { ["source"] = found.Source };
        registry.Asked.Clear();
        (await run.LookAsync()).Outcome.ShouldBe(LookOutcome.Unchanged);
        registry.Asked.ShouldBe([$"/v2/{Registry.Repository}/manifests/v1"]);
        registry.Push("v1", ("a.csv", Csv));
        (await run.LookAsync()).Outcome.ShouldBe(LookOutcome.Version);
    }

    [Fact]
    public async Task Token_is_asked_for_with_the_credentials_that_the_registry_itself_does_not_get()
    {
        var registry = new Registry { User = "reader:secret" };
        registry.Push("v1", ("a.csv", Csv));
        await using var server = await TestServer.StartAsync(registry.AnswerAsync);
        registry.Realm = server.Uri("/token", "other.example.com");
        registry.BlobsMovedTo = server.Uri("/moved", "other.example.com");
        using var run = Run(server, "v1");
        (await Should.ThrowAsync<FetchException>(run.LookAsync())).Reason.ShouldBe(FetchReason.AccessDenied);
        run.Variables["MODELWRIGHT_INPUT_SOURCE_MODELWRIGHT_HTTP_USERNAME"] = "reader";
        run.Variables["MODELWRIGHT_INPUT_SOURCE_MODELWRIGHT_HTTP_PASSWORD"] = "secret";
        registry.Asked.Clear();

        (await run.LookAsync()).Findings!.Rows.ShouldBe(1);

        var blob = Sha256Digest.Of(Encoding.UTF8.GetBytes(Csv));
        registry.Asked.ShouldBe(
        [
            $"/v2/{Registry.Repository}/manifests/v1", "/token Basic", $"/v2/{Registry.Repository}/manifests/v1 Bearer",
            $"/v2/{Registry.Repository}/blobs/{blob} Bearer", $"/moved/{blob}",
        ]);
    }

    [Fact]
    public async Task Digest_pins_the_manifest_and_each_layer_is_verified()
    {
        var registry = new Registry();
        var manifest = registry.Push("v1", ("a.csv", Csv));
        await using var server = await TestServer.StartAsync(registry.AnswerAsync);
        using var run = Run(server, manifest);
        (await run.LookAsync()).SourceVersion.ShouldBe(manifest);

        registry.Damage(Csv, Csv.Replace('7', '8'));
        (await Should.ThrowAsync<FetchException>(run.LookAsync())).Reason.ShouldBe(FetchReason.DigestMismatch);
        registry.Damage(Csv, Csv + "2,1\n");
        (await Should.ThrowAsync<FetchException>(run.LookAsync())).Reason.ShouldBe(FetchReason.TooLarge);
        registry.Tag("sha256:" + new string('0', 64), "{}"u8.ToArray());
        using var other = Run(server, "sha256:" + new string('0', 64));
        (await Should.ThrowAsync<FetchException>(other.LookAsync())).Reason.ShouldBe(FetchReason.DigestMismatch);
    }

    [Theory]
    [InlineData("{}", "no layers")]
    [InlineData("[", "not JSON")]
    [InlineData("{\"layers\":[]}", "0 layers")]
    [InlineData("{\"layers\":[{\"digest\":\"md5:1\"}]}", "no sha256 digest")]
    [InlineData("{\"layers\":[{\"digest\":\"sha256:0000000000000000000000000000000000000000000000000000000000000000\"}]}", "no size")]
    [InlineData("{\"layers\":[{\"digest\":\"sha256:0000000000000000000000000000000000000000000000000000000000000000\",\"size\":1}]}",
        "so it has no name")]
    public async Task Manifest_that_is_no_data_says_why(string manifest, string expected)
    {
        var registry = new Registry();
        registry.Tag("v1", Encoding.UTF8.GetBytes(manifest));
        await using var server = await TestServer.StartAsync(registry.AnswerAsync);
        using var run = Run(server, "v1");

        (await Should.ThrowAsync<FetchException>(run.LookAsync())).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task Names_of_layers_cannot_lead_out_and_bytes_are_bounded()
    {
        var registry = new Registry();
        registry.Push("bad", ("../out.csv", Csv));
        registry.Push("v1", ("a.csv", Csv));
        await using var server = await TestServer.StartAsync(registry.AnswerAsync);
        using var bad = Run(server, "bad");
        (await Should.ThrowAsync<FetchException>(bad.LookAsync())).Reason.ShouldBe(FetchReason.InvalidUri);
        using var run = Run(server, "v1");
        run.Task["source"]!["maxBytes"] = 3;
        (await Should.ThrowAsync<FetchException>(run.LookAsync())).Reason.ShouldBe(FetchReason.TooLarge);
    }

    [Theory]
    [InlineData("birds:v1")]
    [InlineData("registry.example.com/Birds:v1")]
    [InlineData("registry.example.com/birds")]
    [InlineData("registry.example.com/../birds:v1")]
    [InlineData("registry.example.com/birds@sha256:1")]
    [InlineData("localhost/birds:v1")]
    [InlineData("169.254.169.254/birds:v1")]
    public async Task Reference_that_is_none_is_refused(string reference)
    {
        using var run = new LookRun();
        run.Task["oci"] = reference;

        (await Should.ThrowAsync<FetchException>(run.LookAsync(loopback: false))).Reason.ShouldBe(FetchReason.InvalidUri);
    }

    private static LookRun Run(TestServer server, string name)
    {
        var run = new LookRun { Network = server.Network };
        run.Task["oci"] = $"{TestServer.Host}:{server.Port}/{Registry.Repository}{(name.Contains(':') ? "@" : ":")}{name}";
        return run;
    }
}
