using System.Net;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>What only a cluster with running pods can show: predictions, logs, error bodies.</summary>
public sealed class ServingTests(UpCluster cluster) : ModelTest(cluster)
{
    [Fact]
    public async Task Requests_through_the_router_are_answered_or_refused_in_the_protocols_form()
    {
        await ApplyAsync("asked");
        var model = await Kubectl.ReadyAsync("asked");
        var url = (string)model["status"]!["url"]!;
        var (code, body) = await Penguins.InferAsync(url, "asked", "{\"inputs\":[]}");
        code.ShouldBe(HttpStatusCode.BadRequest);
        body.ShouldStartWith("{\"error\":");
        await Cluster.ShouldServeAsync(model);
        (await Kubectl.RunAsync("logs", $"deployment/{(string)model["status"]!["stableRevision"]!}")).ShouldContain("ready");
    }

    [Fact]
    public async Task Explain_reads_like_documentation()
    {
        var text = await Kubectl.RunAsync("explain", "model.spec.serving");
        text.ShouldContain("replicas\t<integer>");
        text.ShouldContain("autoscaling");
        (await Kubectl.RunAsync("api-resources", "--api-group=modelwright.io")).ShouldContain("mdl");
    }
}
