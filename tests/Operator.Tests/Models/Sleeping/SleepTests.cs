using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Models.Rollouts;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Models.Sleeping;

public sealed class SleepTests
{
    private static readonly TimeSpan After = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_Model_that_nobody_asks_gives_up_its_replicas_when_the_time_is_over_and_not_before()
    {
        var model = new SleepSketch();
        model.Pass(After - Second);
        model.Pods.ShouldBe(2);
        model.Cluster.Plan().WakeAfter.ShouldBe(Second + TimeSpan.FromSeconds(20));
        model.Pass(Second);
        model.Pods.ShouldBe(0);
        model.Cluster.Route!.Backends.ShouldBeEmpty();
        model.Cluster.Route.Activation.ShouldBe(new RouteActivation(100, 60));
        model.Answer("Ready").ShouldBe(("True", "ScaledToZero"));
        model.Answer("Available").ShouldBe(("False", "ScaledToZero"));
        model.Condition("Ready").Message.ShouldContain("no request came; the next one waits in a router");
        model.Status.Phase.ShouldBe(ModelPhase.Idle);
        model.Status.Activity!.SleepTime.ShouldBe(model.Cluster.Now);
        model.Cluster.Events.ShouldContain(line => line.StartsWith("Normal ScaledToZero", StringComparison.Ordinal));
        model.Cluster.Events.ShouldNotContain(line => line.StartsWith("Warning", StringComparison.Ordinal));
        model.Cluster.Reconcile().ShouldBeFalse();
    }

    [Fact]
    public void The_route_is_empty_at_every_router_before_a_replica_goes()
    {
        var model = new SleepSketch();
        model.Cluster.Now += After;
        model.Cluster.Activity = model.Cluster.Activity! with { KnownTime = model.Cluster.Now };
        model.Cluster.Reconcile();
        model.Cluster.Push(model.Cluster.Routers[0]);
        model.Cluster.Reconcile();
        model.Cluster.Route!.Backends.ShouldBeEmpty();
        model.Pods.ShouldBe(2);
        model.Cluster.Push(model.Cluster.Routers[1]);
        model.Cluster.Reconcile();
        model.Pods.ShouldBe(0);
    }

    [Fact]
    public void A_request_in_between_begins_the_time_anew()
    {
        var model = new SleepSketch();
        model.Cluster.Now += TimeSpan.FromMinutes(9);
        model.Hear(lastRequest: model.Cluster.Now);
        model.Pass(After - Second);
        model.Pods.ShouldBe(2);
        model.Pass(Second);
        model.Pods.ShouldBe(0);
        model.Status.Activity!.LastRequestTime.ShouldBe(model.Cluster.Now - After);
    }

    [Fact]
    public void A_request_under_way_keeps_it_up_however_long_it_takes()
    {
        var model = new SleepSketch();
        model.Cluster.Now += TimeSpan.FromHours(1);
        model.Hear(open: 1);
        model.Pods.ShouldBe(2);
    }

    [Fact]
    public void A_router_that_was_not_read_since_keeps_it_up()
    {
        var model = new SleepSketch();
        model.Cluster.Now += TimeSpan.FromHours(1);
        model.Cluster.Activity = model.Cluster.Activity! with { KnownTime = null };
        model.Cluster.Settle();
        model.Pods.ShouldBe(2);
        model.Cluster.Activity = model.Cluster.Activity with { KnownTime = Samples.Start + After - Second };
        model.Cluster.Settle();
        model.Pods.ShouldBe(2);
        model.Cluster.Plan().WakeAfter.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_request_that_waits_brings_all_replicas_back_and_it_stays_up_for_its_time()
    {
        var model = new SleepSketch().Sleep();
        model.Cluster.Now += TimeSpan.FromHours(3);
        var woken = model.Cluster.Now;
        model.Hear(lastRequest: woken, open: 1, waiting: 1);
        model.Pods.ShouldBe(2);
        model.Cluster.Route!.Backends.Single().Weight.ShouldBe(100);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        (model.Status.Activity!.SleepTime, model.Status.Activity.WakeTime).ShouldBe((null, woken));
        model.Cluster.Events.ShouldContain(line => line.StartsWith("Normal ScaledFromZero: a request waits", StringComparison.Ordinal));
        model.Hear();
        model.Pass(After - Second);
        model.Pods.ShouldBe(2);
        model.Pass(Second);
        model.Pods.ShouldBe(0);
    }

    [Fact]
    public void A_request_that_comes_while_it_goes_to_sleep_finds_the_replicas_again()
    {
        var model = new SleepSketch();
        model.Cluster.Now += After;
        model.Cluster.Activity = model.Cluster.Activity! with { KnownTime = model.Cluster.Now };
        model.Cluster.Reconcile();
        model.Cluster.Route!.Backends.ShouldBeEmpty();
        model.Cluster.Activity = model.Cluster.Activity with { Open = 1, Waiting = 1 };
        model.Cluster.Reconcile();
        model.Cluster.Route!.Backends.Single().Weight.ShouldBe(100);
        model.Pods.ShouldBe(2);
    }

    [Fact]
    public void Another_operator_process_neither_wakes_it_nor_puts_it_to_sleep_early()
    {
        var model = new SleepSketch().Sleep();
        model.Restart();
        model.Cluster.Settle();
        model.Pods.ShouldBe(0);
        model.Answer("Ready").ShouldBe(("True", "ScaledToZero"));
        model.Cluster.Watched.ShouldBeTrue();

        model.Hear(waiting: 2);
        model.Pods.ShouldBe(2);
        model.Cluster.Now += After - Second;
        model.Restart();
        model.Hear();
        model.Pass(After - Second);
        model.Pods.ShouldBe(2);
        model.Pass(Second);
        model.Pods.ShouldBe(0);
    }

    [Fact]
    public void A_rollout_under_way_is_never_put_to_sleep()
    {
        var rollout = RolloutSketch.Canary(RolloutSketch.Step(5) with { Pause = true });
        var model = new SleepSketch(SleepSketch.Of('a') with { Rollout = rollout });
        model.Cluster.Edit(SleepSketch.Of('b') with { Rollout = model.Cluster.Model.Spec.Rollout });
        model.Cluster.Settle();
        model.Status.Phase.ShouldBe(ModelPhase.Canarying);
        for (var hour = 0; hour < 5; hour++) model.Pass(TimeSpan.FromHours(1));
        model.Cluster.Deployments.Values.ShouldAllBe(deployment => deployment.Wanted > 0);
    }

    [Fact]
    public void A_new_revision_at_zero_is_verified_by_one_pod_and_takes_over_without_a_request()
    {
        var model = new SleepSketch(SleepSketch.Of('a') with { Rollout = RolloutSketch.Canary(RolloutSketch.Step(5)) }).Sleep();
        var a = model.Status.StableRevision;
        model.Cluster.Edit(SleepSketch.Of('b') with { Rollout = model.Cluster.Model.Spec.Rollout });
        model.Cluster.Reconcile();
        model.Pods.ShouldBe(1);
        model.Answer("Ready").ShouldBe(("False", "InProgress"));
        model.Condition("Ready").Message.ShouldContain("to see whether its file can be served");
        model.Cluster.Route!.Backends.ShouldBeEmpty();

        model.Cluster.Settle();
        model.Pods.ShouldBe(0);
        model.Status.StableRevision.ShouldNotBe(a);
        model.Status.Revisions!.Single(revision => revision.Name == model.Status.StableRevision).PromotedWithoutTraffic.ShouldBe(true);
        model.Answer("Ready").ShouldBe(("True", "ScaledToZero"));
        model.Cluster.Events.ShouldContain(line => line.Contains("PromotedWithoutTraffic", StringComparison.Ordinal));
        model.Cluster.Reconcile().ShouldBeFalse();

        model.Hear(waiting: 1);
        model.Cluster.Route!.Weight(model.Status.StableRevision!).ShouldBe(100);
        model.Status.Revisions!.ShouldAllBe(revision => revision.PromotedWithoutTraffic == null);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void A_new_revision_at_zero_that_cannot_be_served_leaves_the_old_one_to_answer()
    {
        var model = new SleepSketch().Sleep();
        var a = model.Status.StableRevision!;
        model.Cluster.Files[SleepSketch.B] = ModelReasons.DigestMismatch;
        model.Cluster.Edit(SleepSketch.Of('b'));
        model.Cluster.Settle();
        model.Answer("Ready").ShouldBe(("False", "DigestMismatch"));
        model.Status.StableRevision.ShouldBe(a);
        model.Hear(waiting: 1);
        model.Cluster.Route!.Weight(a).ShouldBe(100);
        model.Answer("Available").ShouldBe(("True", "MinimumReplicasAvailable"));
    }

    [Fact]
    public void Zero_by_a_persons_word_is_for_good_and_a_spec_that_no_longer_asks_wakes_it()
    {
        var model = new SleepSketch().Sleep();
        model.Cluster.Scale(0);
        model.Hear(waiting: 1);
        model.Pods.ShouldBe(0);
        model.Cluster.Route!.Activation.ShouldBeNull();
        model.Status.Activity.ShouldBeNull();

        model.Cluster.Scale(2);
        model.Hear();
        model.Pods.ShouldBe(2);
        model.Sleep();
        model.Cluster.Edit(Samples.Spec(SleepSketch.A, Samples.Digest('a'), 2));
        model.Cluster.Settle();
        model.Pods.ShouldBe(2);
        model.Cluster.Route!.Activation.ShouldBeNull();
    }

    [Fact]
    public void A_Model_that_does_not_ask_for_it_is_neither_watched_nor_put_to_sleep()
    {
        var cluster = new ClusterSketch(Samples.Model());
        cluster.Settle();
        cluster.Now += TimeSpan.FromDays(1);
        cluster.Reconcile().ShouldBeFalse();
        cluster.Watched.ShouldBeFalse();
        cluster.Plan().Effects.OfType<External>().ShouldBeEmpty();
        cluster.Route!.ToJson().ShouldNotContain("activation");
    }
}
