using System.Text.Json.Nodes;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>What goes wrong in the middle of a canary.</summary>
public sealed class RolloutFaultTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_router_that_is_lost_comes_back_with_the_same_split()
    {
        using var world = new SimWorld();
        var user = Canarying(world, 10);
        var split = Split(world);
        world.Invariants.Traffic.Enabled = false;
        var pod = Pods(world, user).Single(pod => pod.Label(Labels.Name) == Labels.Router);
        world.Invariants.Excuse(() => world.Admin.Delete(KnownResources.Pods, user.Namespace, pod.Name()));
        world.RunUntil(() => world.Routers.Running.All(router => router.Pod != pod.Name()) && world.Routers.Running.Count == 1, Soon,
            "another router runs");
        Split(world).ShouldBe(split);
        user.Await("a", ModelReasons.RolloutPaused);
        Rollout(user).Integer("step").ShouldBe(1);
        user.Say("a", "promote", "now");
        user.AwaitServing("a");
    }

    [Fact]
    public void A_canary_that_crashes_has_no_share_at_once_and_gets_it_back_when_it_is_ready()
    {
        using var world = new SimWorld();
        var user = Canarying(world, 10);
        var (stable, canary) = Names(user);
        world.Invariants.Traffic.Enabled = false;
        Kill(world, user, canary);
        world.RunFor(TimeSpan.FromMilliseconds(100));
        Split(world).ShouldBe($"{stable}=100");
        Rollout(user).Integer("crashes").ShouldBe(1);
        user.Get("a")!.ConditionStatus("Available").ShouldBe("True");
        world.RunUntil(() => Split(world) == $"{stable}=90,{canary}=10", Soon, "the canary has its share again");
    }

    [Fact]
    public void A_canary_that_keeps_crashing_is_taken_back()
    {
        using var world = new SimWorld();
        var user = Canarying(world, 10);
        var (stable, canary) = Names(user);
        world.Invariants.Traffic.Enabled = false;
        for (var crash = 1; crash <= 3; crash++)
        {
            world.RunUntil(() => Split(world) == $"{stable}=90,{canary}=10", TimeSpan.FromMinutes(10), "the canary has its share");
            Kill(world, user, canary);
            world.RunFor(TimeSpan.FromSeconds(1));
        }

        user.Await("a", ModelReasons.RolloutAborted);
        Split(world).ShouldBe($"{stable}=100");
        user.Message("a").ShouldContain("lost all its replicas");
        world.Operators[0].Crash();
        world.StartOperator();
        world.RunFor(TimeSpan.FromMinutes(10));
        user.Reason("a").ShouldBe(ModelReasons.RolloutAborted);
        user.Serving("a").ShouldBe(stable);
    }

    [Fact]
    public void A_stable_revision_that_is_down_is_stood_in_for_until_it_is_back()
    {
        using var world = new SimWorld();
        var user = Canarying(world, 10);
        var (stable, canary) = Names(user);
        world.Invariants.Traffic.Enabled = false;
        Kill(world, user, stable);
        world.RunFor(TimeSpan.FromSeconds(1));
        Split(world).ShouldBe($"{canary}=100");
        user.Serving("a").ShouldBe(stable);
        world.RunUntil(() => Split(world) == $"{stable}=90,{canary}=10", Soon, "both have their shares again");
        world.RunFor(Soon);
        user.Reason("a").ShouldBe(ModelReasons.RolloutPaused, user.Get("a")!.ToJsonString());
        user.Say("a", "promote", "now");
        user.AwaitServing("a");
        user.Serving("a").ShouldBe(canary);
    }

    [Fact]
    public void An_operator_with_other_images_restarts_no_serving_pod_and_goes_on()
    {
        using var world = new SimWorld();
        var user = Canarying(world, 10);
        var before = Servers(world, user);
        before.Count.ShouldBe(2);
        world.Operators[0].Crash();
        world.StartOperator(settings: new ServingSettings
        {
            ModelServerImage = "modelwright/model-server:next",
            AgentImage = "modelwright/agent:next",
            RouterImage = "modelwright/router:next",
        });
        world.RunFor(TimeSpan.FromMinutes(5));
        Servers(world, user).ShouldBe(before);
        user.Reason("a").ShouldBe(ModelReasons.RolloutPaused);
        user.Say("a", "promote", "now");
        user.AwaitServing("a");
    }

    [Theory]
    [InlineData("/services/a", 30)]
    [InlineData("/models/a/status", 12)]
    [InlineData("/models/a/status", 30)]
    [InlineData("router/", 30)]
    public void A_leader_that_is_paused_in_mid_plan_leaves_the_canary_to_the_next(string target, int seconds)
    {
        // At every write of such a target in turn, until there are no more.
        for (var skipped = 0; skipped < 5; skipped++)
        {
            using var world = new SimWorld(new SimOptions { LeaderElection = true });
            var user = Serving(world, RolloutSpecs.Canary(RolloutSpecs.Step(10, "10s"), RolloutSpecs.Step(50, "10s")));
            world.Invariants.Shares.Staleness = TimeSpan.FromSeconds(seconds + 5);
            world.StartOperator();
            var one = world.Operators[0];
            var left = skipped;
            ITimer? resumes = null;
            one.Dies = (call, done) =>
            {
                if (done || resumes is not null || !call.Target.Contains(target, StringComparison.Ordinal) || left-- > 0) return false;
                one.Pause();
                resumes = world.Time.CreateTimer(_ => one.Resume(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
                return false;
            };
            user.Serve("a", Stories.Uri(2));
            user.AwaitServing("a");
            var wanted = user.Serving("a");
            world.RunFor(TimeSpan.FromMinutes(2));
            Split(world).ShouldBe($"{wanted}=100");
            if (resumes is null) return;
            resumes.Dispose();
        }
    }

    [Fact]
    public void Going_back_in_the_middle_of_a_rolling_replacement_keeps_the_capacity()
    {
        using var world = new SimWorld();
        var user = Serving(world, RolloutSpecs.Rolling(), replicas: 4);
        var stable = user.Serving("a")!;
        user.Serve("a", Stories.Uri(2));
        world.RunUntil(() => Weight(world, stable) is > 0 and <= 50, Soon, "half of it is replaced");
        List<string> overloads = [];
        world.Routers.Changed += () => overloads.AddRange(world.Routers.Running.Single().Route("a")!.Backends
            .Where(backend => Ready(world, user, backend.Revision) * 100 < backend.Weight * 4)
            .Select(backend => $"{backend.Weight} % for {Ready(world, user, backend.Revision)} of 4 replicas of {backend.Revision}"));
        user.Serve("a", Stories.Uri(1));
        user.AwaitServing("a");
        user.Serving("a").ShouldBe(stable);
        overloads.ShouldBeEmpty();
    }

    private static ModelUser Serving(SimWorld world, JsonObject rollout, int replicas = 1)
    {
        Stories.Serve.Prepare(world);
        world.StartOperator();
        var user = new ModelUser(world);
        user.Create("a", Stories.Uri(1), replicas: replicas);
        user.Roll("a", rollout);
        user.AwaitServing("a");
        return user;
    }

    private static ModelUser Canarying(SimWorld world, int weight)
    {
        var user = Serving(world, RolloutSpecs.Canary(RolloutSpecs.Pause(weight)));
        user.Serve("a", Stories.Uri(2));
        user.Await("a", ModelReasons.RolloutPaused);
        return user;
    }

    private static (string Stable, string Canary) Names(ModelUser user) =>
        (user.Serving("a")!, user.Get("a").Text("status", "nextRevision")!);

    private static JsonObject? Rollout(ModelUser user) => user.Get("a").Child("status", "rollout");

    private static IEnumerable<JsonObject> Pods(SimWorld world, ModelUser user) => world.Admin.List(KnownResources.Pods, user.Namespace);

    private static void Kill(SimWorld world, ModelUser user, string revision) =>
        world.KillProcess(Pods(world, user).Single(pod => pod.Label(Labels.Revision) == revision));

    private static int Ready(SimWorld world, ModelUser user, string revision) =>
        Pods(world, user).Count(pod => pod.Label(Labels.Revision) == revision && pod.IsReadyPod());

    private static List<string> Servers(SimWorld world, ModelUser user) =>
        [.. Pods(world, user).Where(pod => pod.Label(Labels.Revision) is not null)
            .Select(pod => $"{pod.Uid()} {pod.Objects("status", "containerStatuses").First().Integer("restartCount")}").Order()];

    private static int Weight(SimWorld world, string revision) =>
        world.Routers.Running.Single().Route("a")!.Backends.Where(backend => backend.Revision == revision).Sum(backend => backend.Weight);

    private static string Split(SimWorld world) => string.Join(',', world.Routers.Running.Single().Route("a")!.Backends
        .Where(backend => backend.Weight > 0).OrderByDescending(backend => backend.Weight)
        .Select(backend => $"{backend.Revision}={backend.Weight}"));
}
