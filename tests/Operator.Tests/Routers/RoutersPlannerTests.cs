using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Routers;

public sealed class RoutersPlannerTests
{
    private static readonly RouteTable Fraud = new("fraud", 3, ["fraud"], [new("fraud-1", "http://fraud-1.shop.svc:8080", 100)]);
    private static readonly RouteTable Churn = new("churn", 1, ["churn"], []);

    private static RoutersObserved Observed(params RouterState[] routers) => new()
    {
        Now = Samples.Start,
        Namespace = "shop",
        Models = [Samples.Model(name: "churn"), Samples.Model()],
        Routes = [Churn, Fraud],
        Routers = routers,
        Settings = Samples.Settings,
    };

    private static RouterState Router(bool contacted = true, params string[] lacks) =>
        new() { Pod = new("router-0", "uid/0", "10.0.0.1", true), Contacted = contacted, Lacks = lacks };

    private static IEnumerable<External> Pushes(RoutersObserved observed) => RoutersPlanner.Plan(observed).Effects.OfType<External>();

    [Fact]
    public void Plan_without_a_Model_does_nothing_because_garbage_collection_does() =>
        RoutersPlanner.Plan(Observed() with { Models = [] }).ShouldBe(Plan.Empty);

    [Fact]
    public void Plan_makes_accounts_routes_and_routers_that_belong_to_every_Model()
    {
        var bodies = RoutersPlanner.Plan(Observed()).Effects.OfType<Apply>().Select(apply => apply.Body).ToList();
        bodies.Select(body => $"{body["kind"]} {body["metadata"]!["name"]}").ShouldBe(
            ["ServiceAccount modelwright-serving", "ServiceAccount modelwright-router", "ConfigMap modelwright-routes",
                "Deployment modelwright-router"]);
        foreach (var body in bodies)
            body["metadata"]!["ownerReferences"]!.AsArray().Select(owner => owner!["name"]!.GetValue<string>())
                .ShouldBe(["churn", "fraud"]);
        RouteTable.Parse(bodies[2]["data"]!["fraud.json"]!.GetValue<string>())!.SameContent(Fraud).ShouldBeTrue();
    }

    [Fact]
    public void Plan_several_routers_have_a_disruption_budget_and_one_alone_has_none()
    {
        var several = Observed() with { Settings = Samples.Settings with { RouterReplicas = 2 } };
        RoutersPlanner.Plan(several).Effects.OfType<Apply>().Select(apply => apply.Type.Kind).ShouldContain("PodDisruptionBudget");
        RoutersPlanner.Plan(Observed()).Effects.OfType<Apply>().Select(apply => apply.Type.Kind).ShouldNotContain("PodDisruptionBudget");
        RoutersPlanner.Plan(Observed() with { DisruptionBudget = "uid-7" }).Effects.OfType<Delete>().Single().Uid.ShouldBe("uid-7");
    }

    [Fact]
    public void Plan_with_a_key_that_may_change_looks_again() =>
        RoutersPlanner.Plan(Observed() with { KeyCheck = TimeSpan.FromMinutes(1) }).WakeAfter.ShouldBe(TimeSpan.FromMinutes(1));

    [Fact]
    public void Plan_a_router_that_was_never_asked_is_asked_and_gets_everything() =>
        Pushes(Observed(Router(contacted: false, "churn", "fraud"))).Single().Argument["put"]!.AsArray().Count.ShouldBe(2);

    [Fact]
    public void Plan_a_router_gets_only_what_it_lacks()
    {
        var push = Pushes(Observed(Router(true, "fraud"))).Single();
        push.Argument["put"]!.AsArray().Single()!.GetValue<string>().ShouldBe(Fraud.ToJson());
        push.Argument["contact"]!.GetValue<bool>().ShouldBeFalse();
        push.IdempotencyKey.ShouldBe("uid/0/fraud:3");
        Pushes(Observed(Router())).ShouldBeEmpty();
    }

    [Fact]
    public void Plan_with_a_push_looks_again_at_what_came_of_it()
    {
        RoutersPlanner.Plan(Observed(Router(contacted: false))).WakeAfter!.Value.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        RoutersPlanner.Plan(Observed(Router(true, "fraud"))).WakeAfter!.Value.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        RoutersPlanner.Plan(Observed(Router())).WakeAfter.ShouldBeNull();
    }

    [Fact]
    public void Plan_a_router_that_does_not_run_yet_is_waited_for() =>
        Pushes(Observed(Router(contacted: false, "fraud") with { Pod = new("router-0", "uid/0", null, false) })).ShouldBeEmpty();

    [Fact]
    public void Plan_a_router_that_failed_is_left_alone_until_its_time()
    {
        var failed = Router(true, "fraud") with { RetryTime = Samples.Start.AddSeconds(4) };
        Pushes(Observed(failed)).ShouldBeEmpty();
        RoutersPlanner.Plan(Observed(failed)).WakeAfter.ShouldBe(TimeSpan.FromSeconds(4));
        Pushes(Observed(failed) with { Now = Samples.Start.AddSeconds(4) }).Count().ShouldBe(1);
    }

    [Theory]
    [InlineData(false, false, 0, true)]
    [InlineData(false, false, 5, true)]
    [InlineData(false, false, 6, false)]
    [InlineData(true, false, 0, false)]
    [InlineData(false, true, 0, false)]
    public void Plan_a_router_may_be_silent_while_it_starts_and_not_for_long(bool ready, bool contacted, int failures, bool starting)
    {
        var router = Router(contacted, "fraud") with { Pod = new("router-0", "uid/0", "10.0.0.1", ready), Failures = failures };
        Pushes(Observed(router)).Single().Argument["starting"]!.GetValue<bool>().ShouldBe(starting);
    }

    [Fact]
    public void Plan_a_route_of_a_Model_that_is_gone_is_taken_away() =>
        Pushes(Observed(Router() with { Leftovers = new Dictionary<string, long> { ["old"] = 9 } })).Single()
            .Argument["delete"]!.ToJsonString().ShouldBe("""{"old":9}""");
}
