using System.Text.Json.Nodes;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>Routers that leave, and answers of routers that get lost.</summary>
public sealed class RouterLossTests
{
    [Fact]
    public void A_router_that_leaves_during_a_switch_keeps_what_it_sends_to()
    {
        const string Name = "a";

        // The moment that matters is short; each run replaces the router at another one.
        for (var moment = TimeSpan.Zero; moment < TimeSpan.FromSeconds(12); moment += TimeSpan.FromMilliseconds(400))
        {
            using var world = new SimWorld();
            var user = new ModelUser(world);
            Stories.Scale.Prepare(world);
            world.StartOperator();
            user.Create(Name, Stories.Uri(1));
            user.Change(Name, "gives up what was replaced at once", model =>
                model["spec"]!["rollout"] = new JsonObject { ["scaleDownDelay"] = "0s" });
            user.AwaitServing(Name);
            user.Serve(Name, Stories.Uri(2));
            world.RunFor(moment);

            // As kubectl rollout restart does.
            world.Admin.Mutate(KnownResources.Deployments, user.Namespace, Names.Router, copy =>
            {
                copy["spec"]!["template"]!["metadata"]!["annotations"] = new JsonObject { ["restarted"] = "now" };
                return true;
            });
            user.AwaitServing(Name);
            world.RunFor(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public void A_route_of_a_deleted_Model_goes_also_where_the_answer_to_its_last_push_was_lost()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        Stories.Delete.Prepare(world);
        var one = world.StartOperator();
        user.Create("a", Stories.Uri(1));
        user.Create("b", Stories.Uri(2));
        user.AwaitServing("a");
        user.AwaitServing("b");
        var lost = 0;
        one.Faults = call => call is { Verb: "PUT" } && call.Target.Contains("/b:", StringComparison.Ordinal) && lost++ < 1
            ? CallFault.Lost
            : CallFault.None;
        user.Serve("b", Stories.Uri(1));
        world.RunUntil(() => lost > 0, TimeSpan.FromMinutes(1), "a push is lost");
        user.Delete("b");
        world.RunFor(TimeSpan.FromMinutes(1));
        world.Routers.Running.ShouldAllBe(router => router.Route("b") == null);
        world.Routers.Running.ShouldAllBe(router => router.Route("a") != null);
    }
}
