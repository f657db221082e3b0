using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Tests.Models.Rollouts;

namespace Modelwright.Operator.Tests.Models.Providers;

public sealed class ProviderChangeTests
{
    private static readonly ModelTraffic None = new() { Provider = TrafficProvider.None };

    [Fact]
    public void From_the_Router_to_Gateways_the_Service_stays_until_they_accepted()
    {
        var model = new RolloutSketch(new(), 2);
        model.Cluster.Gateways = new() { Present = false };
        Want(model, GatewayTests.Public);
        Selector(model).ShouldContain(Labels.Router);
        model.Cluster.Gateways.Route.ShouldNotBeNull();
        model.Answer("RouteReady").ShouldBe(("False", "ProviderChanging"));
        model.Answer("Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        model.Status.Url!.ShouldStartWith("http://fraud.shop.svc");

        model.Cluster.Gateways.Present = true;
        model.Cluster.Settle();
        Selector(model).ShouldContain(model.Revision('a'));
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        model.Status.Url.ShouldBe("http://fraud.example.org");
    }

    [Fact]
    public void From_Gateways_to_the_Router_the_route_goes_after_the_routers_have_it()
    {
        var model = new RolloutSketch(new(), 2, GatewayTests.Public);
        Want(model, null);
        model.Cluster.Gateways!.Route.ShouldNotBeNull();
        Selector(model).ShouldContain(model.Revision('a'));
        model.Answer("RouteReady").ShouldBe(("False", "ProviderChanging"));

        model.Cluster.Routers.Add(new("router-0"));
        model.Cluster.Settle();
        Selector(model).ShouldContain(Labels.Router);
        model.Cluster.Gateways.Route.ShouldBeNull();
        model.Cluster.Selected["fraud"].Provider.ShouldBeNull();
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void A_change_in_mid_canary_waits_for_its_end()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(50)), 2);
        model.Want('b');
        Want(model, None);
        Selector(model).ShouldContain(Labels.Router);
        model.Status.Conditions!.First(condition => condition.Type == "RouteReady").Message.ShouldContain("until the rollout has ended");
        model.Pass("11m");
        model.Cluster.Settle();
        Selector(model).ShouldContain(model.Revision('b'));
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void A_crash_after_any_step_of_a_change_comes_to_the_same_end()
    {
        for (var crash = 0; ; crash++)
        {
            var model = new RolloutSketch(new(), 2);
            model.Cluster.Gateways = new();
            Ask(model, GatewayTests.Public);
            var crashed = Interrupt(model, crash);
            model.Cluster.Settle();
            Selector(model).ShouldContain(model.Revision('a'));
            Ask(model, null);
            crashed |= Interrupt(model, crash);
            model.Cluster.Settle();
            Selector(model).ShouldContain(Labels.Router);
            model.Cluster.Gateways.Route.ShouldBeNull();
            model.Answer("Ready").ShouldBe(("True", "Serving"));
            if (!crashed) return;
        }
    }

    /// <summary>Carries out so many steps of the plans, and no more; says whether there were as many.</summary>
    private static bool Interrupt(RolloutSketch model, int steps)
    {
        for (var round = 0; round < 6; round++)
        {
            foreach (var step in model.Cluster.Steps(model.Cluster.Plan()))
            {
                if (steps-- == 0) return true;
                step();
            }

            model.Cluster.Gateways!.Answer();
            foreach (var router in model.Cluster.Routers) model.Cluster.Push(router);
        }

        return false;
    }

    private static void Ask(RolloutSketch model, ModelTraffic? traffic) =>
        model.Cluster.Edit(model.Cluster.Model.Spec with { Traffic = traffic });

    private static void Want(RolloutSketch model, ModelTraffic? traffic)
    {
        Ask(model, traffic);
        model.Cluster.Settle();
    }

    private static string Selector(RolloutSketch model) => model.Cluster.Selected["fraud"].Selector;
}
