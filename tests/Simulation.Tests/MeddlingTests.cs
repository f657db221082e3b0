using System.Text.Json.Nodes;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Oracles;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>People change what the operator made.</summary>
public sealed class MeddlingTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public void An_image_that_was_changed_on_the_Deployment_is_put_right()
    {
        using var world = new SimWorld();
        var user = Serving(world, out _);
        var deployment = world.Admin.Get(KnownResources.Deployments, user.Namespace, user.Serving("a")!)!;
        Meddler.SetImage(world, deployment);
        world.RunUntil(() => !world.Admin.Get(KnownResources.Deployments, user.Namespace, user.Serving("a")!)!.ToJsonString()
            .Contains(Meddler.Mark, StringComparison.Ordinal), Soon, "the image is the operator's again");
        user.AwaitServing("a");
    }

    [Theory]
    [InlineData("""{"model":"a","revision":3,"hosts":[],"backends":[null]}""")]
    [InlineData("""{"model":"a","revision":9223372036854775807,"hosts":[],"backends":[]}""")]
    [InlineData("""{"model":"a","revision":4503599627370496,"hosts":["a"],"backends":[]}""")]
    public void A_damaged_route_record_is_written_anew(string record)
    {
        using var world = new SimWorld();
        world.Invariants.Traffic.Enabled = false;
        var user = Serving(world, out _);
        var service = world.Admin.Get(KnownResources.Services, user.Namespace, "a")!;
        Meddler.Annotate(world, service, KnownResources.Services, Labels.Route, record);
        world.RunFor(TimeSpan.FromSeconds(5));
        AwaitGoal(world, user);
        user.Serve("a", Stories.Uri(2));
        user.AwaitServing("a");
    }

    [Theory]
    [InlineData(1L << 53)]
    [InlineData((1L << 52) - 1)]
    public void A_router_that_started_with_a_number_that_nobody_counted_to_gets_its_route(long number)
    {
        using var world = new SimWorld();
        world.Invariants.Traffic.Enabled = false;
        var user = Serving(world, out var one);
        one.Crash();
        world.Admin.Mutate(KnownResources.ConfigMaps, user.Namespace, Names.Routes, copy =>
        {
            copy["data"]!["a.json"] = $$"""{"model":"a","revision":{{number}},"hosts":["a"],"backends":[]}""";
            return true;
        });
        world.KillProcess(world.Admin.List(KnownResources.Pods, user.Namespace)
            .Single(pod => pod.Text("metadata", "labels", Labels.Name) == Labels.Router));
        world.RunFor(TimeSpan.FromMinutes(1));
        world.Routers.Running.Single().Route("a")!.Revision.ShouldBe(number);
        world.StartOperator();
        world.RunFor(TimeSpan.FromSeconds(5));
        AwaitGoal(world, user);
        user.Serve("a", Stories.Uri(2));
        user.AwaitServing("a");
        AwaitGoal(world, user);
    }

    [Fact]
    public void A_pod_in_the_place_of_the_one_that_verifies_is_told_on_the_version_and_waited_for()
    {
        using var world = new SimWorld();
        Stories.Serve.Prepare(world);
        world.StartOperator();
        var user = new ModelUser(world);
        world.Admin.Create(KnownResources.Pods, Foreign("v1", "Pod", user.Namespace, "v1-verify"));
        user.CreateVersion("v1", Stories.Uri(1), world.Models.Find(Stories.Uri(1))!.Digest);
        user.CreateFromVersion("a", "v1");
        user.Await("a", ModelReasons.ResourceRefused);
        user.Message("a").ShouldContain("v1-verify");
        world.RunFor(TimeSpan.FromMinutes(10));
        world.Admin.Delete(KnownResources.Pods, user.Namespace, "v1-verify");
        user.AwaitServing("a", Soon);
    }

    [Fact]
    public void A_Deployment_in_the_place_of_the_routers_is_told_on_the_Models_and_waited_for()
    {
        using var world = new SimWorld();
        Stories.Serve.Prepare(world);
        world.StartOperator();
        var user = new ModelUser(world);
        world.Admin.Create(KnownResources.Deployments, Foreign("apps/v1", "Deployment", user.Namespace, Names.Router));
        user.Create("a", Stories.Uri(1));
        world.RunUntil(() => user.Message("a", ModelConditions.RouteReady).Contains(Names.Router, StringComparison.Ordinal), Soon,
            "the Model names the Deployment");
        world.RunFor(TimeSpan.FromMinutes(10));
        world.Admin.List(KnownResources.Events, user.Namespace)
            .Count(item => item.Text("reason") == ModelReasons.RouterUnavailable && item.Text("regarding", "name") == "a").ShouldBe(1);
        world.Admin.Delete(KnownResources.Deployments, user.Namespace, Names.Router);
        user.AwaitServing("a", Soon);
    }

    [Fact]
    public void A_Deployment_that_another_tool_has_labelled_goes_on_serving()
    {
        using var world = new SimWorld();
        var user = Serving(world, out _);
        foreach (var name in new[] { user.Serving("a")!, Names.Router })
            world.Admin.Mutate(KnownResources.Deployments, user.Namespace, name, copy =>
            {
                copy["metadata"]!["labels"]![Labels.ManagedBy] = "Helm";
                return true;
            });
        world.RunFor(Soon);
        user.Reason("a").ShouldBe(ModelReasons.Serving);
        AwaitGoal(world, user);
    }

    private static void AwaitGoal(SimWorld world, ModelUser user)
    {
        var goal = new Goal(world, user);
        world.RunUntil(() => goal.Missing() is null, Soon, "the goal is reached again");
    }

    private static JsonObject Foreign(string version, string kind, string @namespace, string name)
    {
        var labels = new JsonObject { ["app"] = "other" };
        var pod = new JsonObject
        {
            ["containers"] = new JsonArray(new JsonObject { ["name"] = "other", ["image"] = "example.com/other:1" }),
        };
        return new()
        {
            ["apiVersion"] = version,
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = kind == "Pod" ? pod : new JsonObject
            {
                ["replicas"] = 0,
                ["selector"] = new JsonObject { ["matchLabels"] = labels },
                ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels.DeepClone() }, ["spec"] = pod },
            },
        };
    }

    private static ModelUser Serving(SimWorld world, out Operators.SimOperator one)
    {
        Stories.Serve.Prepare(world);
        one = world.StartOperator();
        var user = new ModelUser(world);
        user.Create("a", Stories.Uri(1));
        user.AwaitServing("a");
        return user;
    }
}
