using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests;

/// <summary>A Model's life, by an unmodified kubectl, on whichever cluster.</summary>
public abstract class ModelLifeTests(IModelCluster cluster) : ModelTest(cluster)
{
    [Fact]
    public async Task Apply_makes_a_model_ready_and_shows_what_happened()
    {
        await ApplyAsync("first");
        var model = await Kubectl.ReadyAsync("first");
        await Cluster.ShouldServeAsync(model);
        var stable = (string)model["status"]!["stableRevision"]!;
        stable.ShouldStartWith("first-");

        (await Kubectl.RunAsync("wait", "--for=condition=Ready", "model/first", "--timeout=5s")).ShouldContain("condition met");
        var columns = await Kubectl.RunAsync("get", "models", "first");
        columns.ShouldContain("READY");
        columns.ShouldContain(stable);
        foreach (var condition in new[] { "Available", "Progressing", "RouteReady" })
            ((string?)model.Condition(condition)!["status"]).ShouldBe("True", condition);
        model.Condition("Reconciling").ShouldBeNull();
    }

    [Fact]
    public async Task Same_manifest_again_changes_nothing()
    {
        await ApplyAsync("same");
        var before = await Kubectl.ReadyAsync("same");
        (await ApplyAsync("same")).ShouldContain("unchanged");
        var after = await Kubectl.GetAsync("model", "same");
        ((string)after!["metadata"]!["resourceVersion"]!).ShouldBe((string)before["metadata"]!["resourceVersion"]!);
    }

    [Fact]
    public async Task Second_version_takes_over_and_wrong_digest_changes_nothing()
    {
        await ApplyAsync("swap");
        var before = await Kubectl.ReadyAsync("swap");
        await ApplyAsync("swap", "v2");
        var after = await Kubectl.ReadyAsync("swap");
        var stable = (string)after["status"]!["stableRevision"]!;
        stable.ShouldNotBe((string)before["status"]!["stableRevision"]!);
        ((string)after["status"]!["url"]!).ShouldBe((string)before["status"]!["url"]!);
        await Cluster.ShouldServeAsync(after);

        await ApplyAsync("swap", digest: "sha256:" + new string('0', 64));
        await Eventually.HoldsAsync("the mismatch to be reported", async () =>
        {
            var model = await Kubectl.GetAsync("model", "swap");
            return ((string?)model.Condition("Ready")?["reason"] == "DigestMismatch", model!["status"]!.ToJsonString());
        });
        var refused = await Kubectl.GetAsync("model", "swap");
        ((string?)refused.Condition("Available")!["status"]).ShouldBe("True");
        ((string?)refused.Condition("Ready")!["status"]).ShouldBe("False");
        ((string?)refused.Condition("Ready")!["message"])!.ShouldContain($"{stable} keeps serving");
        ((string)refused!["status"]!["stableRevision"]!).ShouldBe(stable);
        await Cluster.ShouldServeAsync(refused);

        // Going back to what serves repairs it.
        await ApplyAsync("swap", "v2");
        var repaired = await Kubectl.ReadyAsync("swap");
        ((string)repaired["status"]!["stableRevision"]!).ShouldBe(stable);
    }

    [Fact]
    public async Task Events_tell_what_happened()
    {
        await ApplyAsync("told");
        var stable = (string)(await Kubectl.ReadyAsync("told"))["status"]!["stableRevision"]!;
        await ApplyAsync("told", digest: "sha256:" + new string('0', 64));
        await Eventually.HoldsAsync("the events", async () =>
        {
            var events = await Cluster.EventsAsync("told");
            var all = new[] { "Normal", "Serving", stable, "Warning", "DigestMismatch" };
            return (all.All(word => events.Contains(word, StringComparison.Ordinal)), events);
        });
    }

    [Fact]
    public async Task Scale_to_two_to_zero_and_back()
    {
        await ApplyAsync("scaled");
        var revision = (string)(await Kubectl.ReadyAsync("scaled"))["status"]!["stableRevision"]!;
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
        await Eventually.HoldsAsync("no pods", async () =>
        {
            var pods = await Kubectl.RunAsync("get", "pods", "-l", "modelwright.io/model=scaled", "-o", "name");
            return (pods.Trim().Length == 0, pods);
        });
        await Kubectl.RunAsync("scale", "model", "scaled", "--replicas=1");
        var again = await Kubectl.ReadyAsync("scaled");
        ((string?)again.Condition("Available")!["status"]).ShouldBe("True");
        ((string)again["status"]!["stableRevision"]!).ShouldBe(revision);
        await Cluster.ShouldServeAsync(again);
    }

    [Fact]
    public async Task Delete_takes_everything_with_it()
    {
        await ApplyAsync("gone");
        await Kubectl.ReadyAsync("gone");
        await Kubectl.RunAsync("delete", "model", "gone", "--timeout=30s");
        await Eventually.HoldsAsync("no children", async () =>
        {
            var left = await Kubectl.RunAsync(
                "get", "deployments,replicasets,pods,services,configmaps", "-l", "modelwright.io/model=gone", "-o", "name");
            return (left.Trim().Length == 0, left);
        });
    }

    [Fact]
    public async Task Registered_version_is_verified_and_served()
    {
        TakeAway("modelversion/kept-1");
        TakeAway("model/kept");
        var applied = await Kubectl.ApplyAsync($"""
            apiVersion: modelwright.io/v1alpha1
            kind: ModelVersion
            metadata:
              name: kept-1
            spec:
              model: kept
              number: 1
              artifact:
                uri: {new Uri(Penguins.ModelFile("v1")).AbsoluteUri}
                digest: {Penguins.Digest("v1")}
            ---
            apiVersion: modelwright.io/v1alpha1
            kind: Model
            metadata:
              name: kept
            spec:
              source:
                version: kept-1
            """);
        applied.ShouldContain("modelversion.modelwright.io/kept-1 created");
        var model = await Kubectl.ReadyAsync("kept");
        await Cluster.ShouldServeAsync(model);
        var version = await Kubectl.GetAsync("modelversion", "kept-1");
        ((string?)version.Condition("Ready")!["reason"]).ShouldBe("Verified");
        version!["status"]!["signature"]!["inputs"]!.AsArray().Count.ShouldBe(6);

        var changed = await Kubectl.TryAsync(null, "patch", "modelversion", "kept-1", "--type=merge", "-p", """{"spec":{"number":2}}""");
        if (Cluster.EvaluatesRules)
        {
            changed.Exit.ShouldNotBe(0);
            changed.Errors.ShouldContain("a ModelVersion never changes");
        }
    }
}
