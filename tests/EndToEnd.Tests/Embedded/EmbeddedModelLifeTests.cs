using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>On the embedded cluster, where pods are real processes.</summary>
public sealed class EmbeddedModelLifeTests(UpCluster cluster) : ModelLifeTests(cluster)
{
    [Fact]
    public async Task Deployment_of_a_replaced_revision_is_deleted_and_comes_back_from_its_snapshot()
    {
        await ApplyAsync("kept-back");
        var old = (string)(await Kubectl.ReadyAsync("kept-back"))["status"]!["stableRevision"]!;
        var template = await TemplateAsync(old);
        await ApplyAsync("kept-back", "v2");
        var stable = (string)(await Kubectl.ReadyAsync("kept-back"))["status"]!["stableRevision"]!;
        var snapshots = await Kubectl.RunAsync("get", "controllerrevisions", "-l", "modelwright.io/model=kept-back",
            "-o", "jsonpath={range .items[*]}{.revision}={.metadata.name} {end}");
        snapshots.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ShouldBe([$"1={old}", $"2={stable}"], ignoreOrder: true);
        var edited = await Kubectl.TryAsync(
            null, "patch", "controllerrevision", old, "--type=merge", "-p", """{"data":{"uri":"s3://x/y"}}""");
        edited.Exit.ShouldNotBe(0);
        edited.Errors.ShouldContain("immutable");

        var uid = (string)(await Kubectl.GetAsync("deployment", old))!["metadata"]!["uid"]!;
        await Kubectl.RunAsync("delete", "deployment", old);
        await Eventually.HoldsAsync("another Deployment of that name", async () =>
        {
            var found = await Kubectl.GetAsync("deployment", old);
            return (found is not null && (string)found["metadata"]!["uid"]! != uid, found?.ToJsonString() ?? "none");
        });
        (await TemplateAsync(old)).ShouldBe(template);
        await Kubectl.RunAsync("annotate", "model", "kept-back", $"modelwright.io/rollback={old}");
        await Eventually.HoldsAsync("the old revision serves again", async () =>
        {
            var model = await Kubectl.GetAsync("model", "kept-back");
            return ((string?)model!["status"]!["stableRevision"] == old, model["status"]!.ToJsonString());
        });
        await Cluster.ShouldServeAsync((await Kubectl.GetAsync("model", "kept-back"))!);

        await Kubectl.RunAsync("delete", "model", "kept-back", "--timeout=30s");
        await Eventually.HoldsAsync("no snapshots", async () =>
        {
            var left = await Kubectl.RunAsync("get", "controllerrevisions", "-l", "modelwright.io/model=kept-back", "-o", "name");
            return (left.Trim().Length == 0, left);
        });
    }

    private async Task<string> TemplateAsync(string revision) =>
        (await Kubectl.GetAsync("deployment", revision))!["spec"]!["template"]!.ToJsonString();
}
