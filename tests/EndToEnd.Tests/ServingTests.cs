using System.Net;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests;

/// <summary>A Model's life, by an unmodified kubectl against <c>modelwright up</c>.</summary>
public sealed class ServingTests(UpCluster cluster) : IClassFixture<UpCluster>
{
    private Kubectl Kubectl => cluster.Kubectl;

    [Fact]
    public async Task Apply_of_a_model_gives_predictions_at_its_url()
    {
        await Kubectl.ApplyAsync(Penguins.Manifest("first", "v1"));
        var model = await Kubectl.ReadyAsync("first");
        var url = (string)model["status"]!["url"]!;
        for (var row = 0; row < 5; row++)
        {
            var (body, label) = Penguins.Row(row);
            (await Penguins.PredictAsync(url, "first", body)).ShouldBe(label);
        }

        (await Kubectl.RunAsync("wait", "--for=condition=Ready", "model/first", "--timeout=5s")).ShouldContain("condition met");
        var columns = await Kubectl.RunAsync("get", "models", "first");
        columns.ShouldContain("READY");
        columns.ShouldContain((string)model["status"]!["stableRevision"]!);
        var described = await Kubectl.RunAsync("describe", "model", "first");
        described.ShouldContain("Events:");
        described.ShouldContain("RouteReady");
        (await Kubectl.RunAsync("logs", $"deployment/{(string)model["status"]!["stableRevision"]!}")).ShouldContain("ready");
    }

    [Fact]
    public async Task Second_version_takes_over_and_wrong_digest_changes_nothing()
    {
        await Kubectl.ApplyAsync(Penguins.Manifest("swap", "v1"));
        var before = await Kubectl.ReadyAsync("swap");
        var url = (string)before["status"]!["url"]!;
        await Kubectl.ApplyAsync(Penguins.Manifest("swap", "v2"));
        var after = await Kubectl.ReadyAsync("swap");
        var stable = (string)after["status"]!["stableRevision"]!;
        stable.ShouldNotBe((string)before["status"]!["stableRevision"]!);
        ((string)after["status"]!["url"]!).ShouldBe(url);

        await Kubectl.ApplyAsync(Penguins.Manifest("swap", "v1", digest: "sha256:" + new string('0', 64)));
        await Eventually.HoldsAsync("the mismatch to be reported", async () =>
        {
            var model = await Kubectl.GetAsync("model", "swap");
            var text = model!["status"]!.ToJsonString();
            return (text.Contains("DigestMismatch", StringComparison.Ordinal), text);
        });
        var refused = await Kubectl.GetAsync("model", "swap");
        ((string?)refused.Condition("Available")!["status"]).ShouldBe("True");
        ((string?)refused.Condition("Ready")!["status"]).ShouldBe("False");
        ((string)refused!["status"]!["stableRevision"]!).ShouldBe(stable);
        var (body, label) = Penguins.Row();
        (await Penguins.PredictAsync(url, "swap", body)).ShouldBe(label);
        (await Kubectl.RunAsync("describe", "model", "swap")).ShouldContain("DigestMismatch");
    }

    [Fact]
    public async Task Scale_to_two_to_zero_and_back()
    {
        await Kubectl.ApplyAsync(Penguins.Manifest("scaled", "v1"));
        await Kubectl.ReadyAsync("scaled");
        await Kubectl.RunAsync("scale", "model", "scaled", "--replicas=2");
        await Eventually.HoldsAsync("two ready replicas", async () =>
        {
            var model = await Kubectl.GetAsync("model", "scaled");
            return ((int?)model!["status"]!["readyReplicas"] == 2, model["status"]!.ToJsonString());
        });
        await Kubectl.RunAsync("scale", "model", "scaled", "--replicas=0");
        await Eventually.HoldsAsync("scaled to zero", async () =>
        {
            var model = await Kubectl.GetAsync("model", "scaled");
            var ready = model.Condition("Ready");
            return ((string?)ready?["status"] == "True" && (string?)ready?["reason"] == "ScaledToZero"
                && (string?)model.Condition("Available")?["status"] == "False", model!["status"]!.ToJsonString());
        });
        await Kubectl.RunAsync("scale", "model", "scaled", "--replicas=1");
        await Eventually.HoldsAsync("available again", async () =>
        {
            var model = await Kubectl.GetAsync("model", "scaled");
            return ((string?)model.Condition("Available")?["status"] == "True", model!["status"]!.ToJsonString());
        });
        var url = (string)(await Kubectl.ReadyAsync("scaled"))["status"]!["url"]!;
        var (body, label) = Penguins.Row();
        (await Penguins.PredictAsync(url, "scaled", body)).ShouldBe(label);
    }

    [Fact]
    public async Task Delete_takes_everything_with_it()
    {
        await Kubectl.ApplyAsync(Penguins.Manifest("gone", "v1"));
        await Kubectl.ReadyAsync("gone");
        await Kubectl.RunAsync("delete", "model", "gone", "--timeout=30s");
        await Eventually.HoldsAsync("no children", async () =>
        {
            var left = await Kubectl.RunAsync("get", "deployments,replicasets,pods,services,configmaps", "-l", "modelwright.io/model=gone", "-o", "name");
            return (left.Trim().Length == 0, left);
        });
    }

    [Fact]
    public async Task Explain_reads_like_documentation()
    {
        var text = await Kubectl.RunAsync("explain", "model.spec.serving");
        text.ShouldContain("replicas\t<integer>");
        text.ShouldContain("autoscaling");
        (await Kubectl.RunAsync("api-resources", "--api-group=modelwright.io")).ShouldContain("mdl");
    }

    [Fact]
    public async Task Wrong_request_gets_an_error_body_through_the_router()
    {
        await Kubectl.ApplyAsync(Penguins.Manifest("strict", "v1"));
        var url = (string)(await Kubectl.ReadyAsync("strict"))["status"]!["url"]!;
        var (code, body) = await Penguins.InferAsync(url, "strict", "{\"inputs\":[]}");
        code.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldStartWith("{\"error\":");
    }

    [Theory]
    [InlineData("replicas: 1", "replicas: -1", "spec.serving.replicas")]
    [InlineData("replicas: 1", "replicas: one", "spec.serving.replicas")]
    [InlineData("replicas: 1", "replcas: 1", "replcas")]
    public async Task Bad_manifest_is_refused_naming_the_field(string good, string bad, string field)
    {
        var result = await Kubectl.TryAsync(Penguins.Manifest("bad", "v1").Replace(good, bad, StringComparison.Ordinal), "apply", "-f", "-");
        result.Exit.ShouldNotBe(0);
        result.Errors.ShouldContain(field);
        (await Kubectl.GetAsync("model", "bad")).ShouldBeNull();
    }
}
