using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator.Gateways;
using Modelwright.Runtime.Api;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Integration;

/// <summary>A Gateway's route on an API server: the embedded one's core, and Kubernetes' own machinery where there is one.</summary>
public sealed class GatewayRouteTests
{
    private const string Manager = "user";
    private static readonly ResourceType Models = ResourceType.Of<Model>();
    private static readonly ResourceType Routes = ResourceType.Of<HttpRoute>();
    private static readonly ResourceType Gateways = ResourceType.Of<Gateway>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_Model_moves_to_a_Gateway_once_it_accepted_and_back(bool real) => RunningOperator.Run(real, async running =>
    {
        await InstallAsync(running);
        await ApplyAsync(running, null);
        var revision = (await running.UntilAsync("fraud", Is("Ready", "Serving"), "serves by routers")).StableRevision!;

        await ApplyAsync(running, Public);
        await running.UntilAsync("fraud", Is("RouteReady", "ProviderChanging"), "waits for the Gateway");
        (await SelectorAsync(running))[Labels.Name]!.GetValue<string>().ShouldBe(Labels.Router);
        await running.UntilAsync(async () => await running.Cluster.GetAsync(Routes, "fraud") is not null, "the route is written");

        await AnswerAsync(running, accepted: true);
        var there = await running.UntilAsync("fraud", Is("RouteReady", "RouteAccepted"), "the Gateway leads to it");
        there.Url.ShouldBe("http://fraud.example.org");
        (await SelectorAsync(running))[Labels.Revision]!.GetValue<string>().ShouldBe(revision);
        var backend = (await running.Cluster.GetAsync(Routes, "fraud"))!["spec"]!["rules"]![0]!["backendRefs"]!.AsArray().Single()!;
        (backend["name"]!.GetValue<string>(), backend["weight"]!.GetValue<int>()).ShouldBe((revision, 100));
        await running.UntilAsync(async () => await running.Cluster.GetAsync(ResourceType.Of<V1Deployment>(), Names.Router) is null,
            "nobody needs routers");

        // An edit of somebody else is undone; nothing is sent once all is as it should be.
        await running.Api.PatchAsync(Routes, new(running.Namespace, "fraud"), PatchKind.Merge,
            JsonNode.Parse("""{"spec":{"hostnames":["other.example.org"]}}""")!, "somebody", null, Stop);
        await running.UntilAsync(async () => (await running.Cluster.GetAsync(Routes, "fraud"))!["spec"]!["hostnames"]![0]!
            .GetValue<string>() == "fraud.example.org", "the host name is back");
        await AnswerAsync(running, accepted: true);
        await running.UntilAsync("fraud", Is("RouteReady", "RouteAccepted"), "accepted again");

        await ApplyAsync(running, null);
        await running.UntilAsync("fraud", Is("Ready", "Serving"), "serves by routers again");
        await running.UntilAsync(async () => await running.Cluster.GetAsync(Routes, "fraud") is null, "the route is gone");
        (await SelectorAsync(running))[Labels.Name]!.GetValue<string>().ShouldBe(Labels.Router);
    });

    private static JsonObject Public => JsonNode.Parse("""
        {"provider":"GatewayAPI","gatewayRefs":[{"name":"public"}],"hostnames":["fraud.example.org"]}
        """)!.AsObject();

    private static async Task ApplyAsync(RunningOperator running, JsonObject? traffic)
    {
        var spec = new JsonObject
        {
            ["source"] = new JsonObject { ["artifact"] = new JsonObject { ["uri"] = "https://host/a.onnx" } },
            ["serving"] = new JsonObject { ["replicas"] = 1 },
        };
        if (traffic is not null) spec["traffic"] = traffic;
        await running.Api.ApplyAsync(Models, new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = Model.KindName,
            ["metadata"] = new JsonObject { ["name"] = "fraud", ["namespace"] = running.Namespace },
            ["spec"] = spec,
        }, Manager, cancellationToken: Stop);
    }

    /// <summary>The definitions, and a Gateway.</summary>
    private static async Task InstallAsync(RunningOperator running)
    {
        foreach (var file in Directory.GetFiles(Repository.File("tests", "Simulation", "GatewayApi"), "*.yaml"))
            await running.Api.ApplyAsync(ResourceType.Of<V1CustomResourceDefinition>(),
                YamlText.Parse(await File.ReadAllTextAsync(file, Stop))!.AsObject(), Manager, cancellationToken: Stop);
        await running.UntilAsync(async () => await IsServedAsync(running, Gateways) && await IsServedAsync(running, Routes), "served");
        await running.Api.ApplyAsync(Gateways, new JsonObject
        {
            ["apiVersion"] = Gateways.ApiVersion,
            ["kind"] = Gateways.Kind,
            ["metadata"] = new JsonObject { ["name"] = "public", ["namespace"] = running.Namespace },
            ["spec"] = JsonNode.Parse("""{"listeners":[{"name":"web","protocol":"HTTP","port":80}]}"""),
        }, Manager, cancellationToken: Stop);
    }

    private static async Task<bool> IsServedAsync(RunningOperator running, ResourceType type)
    {
        try
        {
            await running.Api.ListPageAsync(type, new ListRequest { Namespace = running.Namespace }, Stop);
            return true;
        }
        catch (ApiException error) when (error.Error == ApiError.NotFound)
        {
            return false;
        }
    }

    /// <summary>What the Gateway's controller says of the route as it is now.</summary>
    private static async Task AnswerAsync(RunningOperator running, bool accepted)
    {
        var route = (await running.Cluster.GetAsync(Routes, "fraud"))!;
        var generation = route["metadata"]!["generation"]!.GetValue<long>();
        JsonObject Condition(string type, bool holds) => new()
        {
            ["type"] = type,
            ["status"] = holds ? "True" : "False",
            ["reason"] = type,
            ["message"] = "",
            ["observedGeneration"] = generation,
            ["lastTransitionTime"] = "2026-03-01T12:00:00Z",
        };
        await running.Api.PatchAsync(Routes, new(running.Namespace, "fraud"), PatchKind.Merge, new JsonObject
        {
            ["status"] = new JsonObject
            {
                ["parents"] = new JsonArray(new JsonObject
                {
                    ["controllerName"] = "example.org/gateways",
                    ["parentRef"] = new JsonObject { ["name"] = "public" },
                    ["conditions"] = new JsonArray(Condition("Accepted", accepted), Condition("ResolvedRefs", true)),
                }),
            },
        }, "gateways", "status", Stop);
    }

    private static async Task<JsonObject> SelectorAsync(RunningOperator running) =>
        (await running.Cluster.GetAsync(ResourceType.Of<V1Service>(), "fraud"))!["spec"]!["selector"]!.AsObject();

    private static Func<ModelStatus, bool> Is(string type, string reason) =>
        seen => seen.Conditions?.FirstOrDefault(condition => condition.Type == type)?.Reason == reason;
}
