using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Integration;

/// <summary>The operator's behaviour on an API server: the embedded one's core, and Kubernetes' own machinery where there is one.</summary>
public sealed class ModelControllerTests
{
    private const string Manager = "user";
    private static readonly ResourceType Models = ResourceType.Of<Model>();
    private static readonly ResourceType Deployments = ResourceType.Of<V1Deployment>();

    private static JsonObject Manifest(RunningOperator running, string uri, int replicas = 1, JsonObject? autoscaling = null)
    {
        var serving = new JsonObject { ["replicas"] = replicas };
        if (autoscaling is not null)
        {
            serving["autoscaling"] = autoscaling;
            serving["resources"] = JsonNode.Parse("""{"requests":{"cpu":"100m"}}""");
        }

        return new()
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = Model.KindName,
            ["metadata"] = new JsonObject { ["name"] = "fraud", ["namespace"] = running.Namespace },
            ["spec"] = new JsonObject
            {
                ["source"] = new JsonObject { ["artifact"] = new JsonObject { ["uri"] = uri } },
                ["serving"] = serving,
                ["rollout"] = new JsonObject { ["scaleDownDelay"] = "0s" },
            },
        };
    }

    private static async Task ApplyAsync(RunningOperator running, string uri, int replicas = 1, JsonObject? autoscaling = null) =>
        await running.Api.ApplyAsync(Models, Manifest(running, uri, replicas, autoscaling), Manager);

    private static (string Status, string Reason) Ready(ModelStatus status) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == "Ready") is { } ready ? (ready.Status, ready.Reason) : ("", "");

    private static Func<ModelStatus, bool> Is(string status, string reason) => seen => Ready(seen) == (status, reason);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Life_of_a_Model(bool real) => RunningOperator.Run(real, async running =>
    {
        await ApplyAsync(running, "https://host/a.onnx", 2);
        var a = (await running.UntilAsync("fraud", Is("True", "Serving"), "serves")).StableRevision!;
        running.Routers.Weights("fraud", a).ShouldBe([100]);

        // A wrong file: the old one serves on.
        running.Cluster.Wrong.Add("https://host/b.onnx");
        await ApplyAsync(running, "https://host/b.onnx", 2);
        var broken = await running.UntilAsync("fraud", Is("False", "DigestMismatch"), "digest mismatch");
        broken.StableRevision.ShouldBe(a);
        running.Routers.Weights("fraud", a).ShouldBe([100]);

        // The right one: it takes over, and the old one goes to zero.
        await ApplyAsync(running, "https://host/c.onnx", 2);
        var c = (await running.UntilAsync("fraud", Is("True", "Serving"), "third serves")).StableRevision!;
        await running.UntilAsync(async () =>
            (await running.Cluster.GetAsync(Deployments, a))?["spec"]?["replicas"]?.GetValue<int>() == 0, "old one at zero");
        (await running.Cluster.ListAsync(Deployments)).Select(item => item["metadata"]!["name"]!.GetValue<string>())
            .ShouldBe([c, a, Names.Router], ignoreOrder: true);

        await running.Api.PatchAsync(Models, new(running.Namespace, "fraud"), PatchKind.Merge,
            JsonNode.Parse("""{"spec":{"replicas":0}}""")!, Manager, "scale");
        await running.UntilAsync("fraud", Is("True", "ScaledToZero"), "at zero");
        await running.Api.PatchAsync(Models, new(running.Namespace, "fraud"), PatchKind.Merge,
            JsonNode.Parse("""{"spec":{"replicas":1}}""")!, Manager, "scale");
        await running.UntilAsync("fraud", Is("True", "Serving"), "back from zero");

        await running.Api.DeleteAsync(Models, new(running.Namespace, "fraud"), null);
        await running.UntilAsync(async () => (await running.Cluster.ListAsync(Deployments)).Count == 0, "everything is gone");
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_unchanged_Model_costs_nothing(bool real) => RunningOperator.Run(real, async running =>
    {
        await ApplyAsync(running, "https://host/a.onnx");
        await running.UntilAsync("fraud", Is("True", "Serving"), "serves");
        for (var i = 0; i < 5; i++) await running.Cluster.TurnAsync();
        var before = running.Effects.Done.Count;

        // Events that mean nothing: the operator looks, and does nothing.
        for (var i = 0; i < 5; i++)
        {
            var note = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["note"] = $"{i}" } } };
            await running.Api.PatchAsync(Models, new(running.Namespace, "fraud"), PatchKind.Merge, note, Manager);
            await running.Api.PatchAsync(ResourceType.Of<V1Service>(), new(running.Namespace, "fraud"), PatchKind.Merge, note.DeepClone(),
                Manager);
            await running.Cluster.TurnAsync();
        }

        // A change that means something is seen after all of these, so they have been looked at.
        await ApplyAsync(running, "https://host/a.onnx", 2);
        await running.UntilAsync("fraud", status => status.ReadyReplicas == 2 && Is("True", "Serving")(status), "two replicas");
        running.Effects.Done.Skip(before).OfType<Apply>().Select(apply => apply.Type.Kind).Distinct()
            .ShouldBe(["Deployment", "PodDisruptionBudget"]);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_somebody_deletes_or_edits_comes_back(bool real) => RunningOperator.Run(real, async running =>
    {
        await ApplyAsync(running, "https://host/a.onnx");
        var a = (await running.UntilAsync("fraud", Is("True", "Serving"), "serves")).StableRevision!;
        await running.Api.DeleteAsync(Deployments, new(running.Namespace, a), null);
        await running.Api.DeleteAsync(ResourceType.Of<V1Service>(), new(running.Namespace, a), null);
        await running.Api.DeleteAsync(ResourceType.Of<V1ConfigMap>(), new(running.Namespace, Names.Routes), null);
        await running.Api.PatchAsync(ResourceType.Of<V1Service>(), new(running.Namespace, "fraud"), PatchKind.Merge,
            JsonNode.Parse("""{"spec":{"selector":{"app.kubernetes.io/name":"elsewhere"}}}""")!, Manager);
        await running.UntilAsync(async () =>
            await running.Cluster.GetAsync(Deployments, a) is not null
            && await running.Cluster.GetAsync(ResourceType.Of<V1Service>(), a) is not null
            && (await running.Cluster.GetAsync(ResourceType.Of<V1ConfigMap>(), Names.Routes))?["data"]?["fraud.json"] is not null
            && (await running.Cluster.GetAsync(ResourceType.Of<V1Service>(),
                "fraud"))!["spec"]!["selector"]!["app.kubernetes.io/name"]!.GetValue<string>() == "router",
            "all is back");
        await running.UntilAsync("fraud", Is("True", "Serving"), "serves again");
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Autoscaled_Model_has_an_autoscaler_whose_number_counts(bool real) => RunningOperator.Run(real, async running =>
    {
        await ApplyAsync(running, "https://host/a.onnx", 1, new() { ["minReplicas"] = 1, ["maxReplicas"] = 4 });
        await running.UntilAsync("fraud", Is("True", "Serving"), "serves");
        (await running.Cluster.GetAsync(ResourceType.Of<V2HorizontalPodAutoscaler>(), "fraud")).ShouldNotBeNull();
        await running.Api.PatchAsync(Models, new(running.Namespace, "fraud"), PatchKind.Merge,
            JsonNode.Parse("""{"spec":{"replicas":3}}""")!, Manager, "scale");
        await running.UntilAsync("fraud", status => status.ReadyReplicas == 3, "three replicas");
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Name_of_a_foreign_Service_is_not_taken(bool real) => RunningOperator.Run(real, async running =>
    {
        var services = ResourceType.Of<V1Service>();
        var foreign = JsonNode.Parse($$$"""
            {"apiVersion":"v1","kind":"Service","metadata":{"name":"fraud","namespace":"{{{running.Namespace}}}"},
             "spec":{"selector":{"app":"mine"},"ports":[{"port":80,"protocol":"TCP"}]}}
            """)!.AsObject();
        await running.Api.CreateAsync(services, foreign, Manager);
        await ApplyAsync(running, "https://host/a.onnx");
        await running.UntilAsync("fraud", Is("False", "ResourceRefused"), "refused");
        (await running.Cluster.GetAsync(services, "fraud"))!["spec"]!["selector"]!.ToJsonString().ShouldBe("""{"app":"mine"}""");
        await running.Api.DeleteAsync(services, new(running.Namespace, "fraud"), null);
        await running.UntilAsync("fraud", Is("True", "Serving"), "serves once the name is free");
    });
}
