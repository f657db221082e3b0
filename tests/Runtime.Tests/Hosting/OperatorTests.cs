using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Hosting;

public sealed class OperatorTests : IDisposable
{
    private readonly TestCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void Brings_the_children_up_then_makes_no_request_at_all()
    {
        cluster.CreateDeployment("a", 2);
        var instance = Start();
        Settle();
        cluster.Children().ShouldBe(["a-0=v1", "a-1=v1"]);
        cluster.Status("a")!["replicas"]!.ToString().ShouldBe("2");
        instance.Writes.Count.ShouldBe(5, string.Join("\n", instance.Writes));
        instance.Client.Requests.Clear();
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(20));
        instance.Client.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Follows_changes_of_the_object_and_prunes()
    {
        cluster.CreateDeployment("a", 3);
        Start();
        Settle();
        cluster.ChangeDeployment("a", item => item["spec"]!["replicas"] = 1);
        Settle();
        cluster.Children().ShouldBe(["a-0=v1"]);
        cluster.ChangeDeployment("a", item => item["metadata"]!["annotations"]!["value"] = "v2");
        Settle();
        cluster.Children().ShouldBe(["a-0=v2"]);
        cluster.Status("a")!["observedGeneration"]!.ToString()
            .ShouldBe(cluster.Admin.Get(TestCluster.Deployments, "default", "a")!["metadata"]!["generation"]!.ToString());
    }

    [Fact]
    public void Repairs_children_that_others_change_or_delete()
    {
        cluster.CreateDeployment("a", 2);
        Start();
        Settle();
        cluster.Admin.Delete(TestCluster.ConfigMaps, "default", "a-0");
        cluster.Admin.Mutate(TestCluster.ConfigMaps, "default", "a-1", item =>
        {
            item["data"]!["value"] = "drifted";
            return true;
        });
        Settle();
        cluster.Children().ShouldBe(["a-0=v1", "a-1=v1"]);
    }

    [Fact]
    public void Leaves_fields_and_children_of_others_alone()
    {
        cluster.CreateDeployment("a", 1);
        cluster.Admin.Create(TestCluster.ConfigMaps, new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["namespace"] = "default", ["name"] = "bystander" },
            ["data"] = new JsonObject { ["value"] = "mine" },
        });
        var instance = Start();
        Settle();
        cluster.Admin.Mutate(TestCluster.ConfigMaps, "default", "a-0", item =>
        {
            item["data"]!["extra"] = "kept";
            return true;
        });
        instance.Client.Requests.Clear();
        Settle();
        instance.Writes.ShouldBeEmpty();
        cluster.Admin.Get(TestCluster.ConfigMaps, "default", "a-0")!["data"]!["extra"]!.GetValue<string>().ShouldBe("kept");
        cluster.Admin.Get(TestCluster.ConfigMaps, "default", "bystander").ShouldNotBeNull();
    }

    [Fact]
    public void Does_not_take_over_an_object_that_has_the_childs_name()
    {
        cluster.Admin.Create(TestCluster.ConfigMaps, new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["namespace"] = "default", ["name"] = "a-0" },
            ["data"] = new JsonObject { ["value"] = "mine" },
        });
        cluster.CreateDeployment("a", 1);
        Start();
        Settle();
        cluster.Children().ShouldBe(["a-0=mine"]);
        var note = cluster.Admin.List(TestCluster.Events, "default").ShouldHaveSingleItem();
        note["reason"]!.GetValue<string>().ShouldBe("NotOwned");
        note["note"]!.GetValue<string>().ShouldContain("ConfigMap default/a-0 exists already");
        cluster.Admin.Delete(TestCluster.ConfigMaps, "default", "a-0");
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(6));
        cluster.Children().ShouldBe(["a-0=v1"]);
    }

    [Fact]
    public void Tells_a_controller_that_an_object_is_gone()
    {
        cluster.CreateDeployment("a", 0);
        var instance = Start();
        Settle();
        cluster.Admin.Delete(TestCluster.Deployments, "default", "a");
        Settle();
        instance.Services.GetRequiredService<FanOutController>().Deleted.ShouldBe(["a"]);
    }

    [Fact]
    public void A_failing_object_is_retried_for_ever_and_does_not_hold_up_others()
    {
        cluster.CreateDeployment("bad", 1);
        cluster.CreateDeployment("good", 1);
        var instance = Start();
        var tries = 0;
        instance.Services.GetRequiredService<FanOutController>().Instead = entity =>
            entity.Metadata.Name == "bad" && ++tries <= 15 ? throw new InvalidOperationException("poison") : null;
        Settle();
        cluster.Children().ShouldContain("good-0=v1");
        cluster.Children().ShouldNotContain("bad-0=v1");
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(10));
        cluster.Children().ShouldContain("bad-0=v1");
        cluster.Admin.List(TestCluster.Events, "default").Count(item => item["reason"]!.GetValue<string>() == "InternalError").ShouldBe(1);
    }

    [Fact]
    public void A_terminal_result_is_not_retried_until_the_object_changes()
    {
        cluster.CreateDeployment("a", 1);
        var instance = Start();
        var controller = instance.Services.GetRequiredService<FanOutController>();
        controller.Instead = entity => entity.Metadata.Annotations["value"] == "v1"
            ? ReconciliationResult.Terminal("BadValue", "v1 is bad") : null;
        cluster.Simulation.RunFor(TimeSpan.FromHours(3));
        controller.Runs.ShouldBe(1);
        cluster.ChangeDeployment("a", item => item["metadata"]!["annotations"]!["value"] = "v2");
        Settle();
        cluster.Children().ShouldBe(["a-0=v2"]);
    }

    [Fact]
    public void After_wakes_the_key_at_that_time()
    {
        cluster.CreateDeployment("a", 1);
        var instance = Start();
        var times = new List<DateTimeOffset>();
        instance.Services.GetRequiredService<FanOutController>().Instead = _ =>
        {
            times.Add(cluster.Simulation.Time.GetUtcNow());
            return ReconciliationResult.After(TimeSpan.FromSeconds(30));
        };
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(95));
        times.Select(time => (time - times[0]).TotalSeconds).ShouldBe([0, 30, 60, 90]);
    }

    [Fact]
    public void Objects_are_looked_at_again_after_the_resync_period()
    {
        cluster.CreateDeployment("a", 0);
        var controller = Start().Services.GetRequiredService<FanOutController>();
        Settle();
        var runs = controller.Runs;
        cluster.Simulation.RunFor(TimeSpan.FromHours(12));
        controller.Runs.ShouldBe(runs + 1);
    }

    [Fact]
    public void Stop_drains_and_ends()
    {
        cluster.CreateDeployment("a", 2);
        var instance = Start();
        Settle();
        instance.Stop();
        instance.Client.Requests.Clear();
        cluster.ChangeDeployment("a", item => item["spec"]!["replicas"] = 5);
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(1));
        instance.Client.Requests.ShouldBeEmpty();
    }

    private TestOperator Start() => cluster.Start(builder => builder.AddController<FanOutController, V1Deployment>().Owns<V1ConfigMap>());

    private void Settle() => cluster.Simulation.RunFor(TimeSpan.FromSeconds(30));
}
