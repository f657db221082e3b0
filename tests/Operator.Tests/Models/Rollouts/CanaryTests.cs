using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Rollouts;

public sealed class CanaryTests
{
    private static RolloutSketch Serving() => new(RolloutSketch.Canary(RolloutSketch.Step(5), RolloutSketch.Step(50)));

    [Fact]
    public void A_new_revision_goes_through_its_steps_and_then_has_everything()
    {
        var model = Serving();
        var a = model.Revision('a');
        var b = model.Want('b');
        (model.Weight(a), model.Weight(b)).ShouldBe((95, 5));
        model.Cluster.Deployments[a].Wanted.ShouldBe(4);
        model.Cluster.Deployments[b].Wanted.ShouldBe(1);
        model.Status.Phase.ShouldBe(ModelPhase.Canarying);
        (model.Rollout.Step, model.Rollout.Steps, model.Rollout.Weight).ShouldBe((1, 2, 5));
        model.Answer("Progressing").ShouldBe(("True", "RolloutStep"));
        model.Answer("Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        model.Status.StableRevision.ShouldBe(a);
        model.Status.NextRevision.ShouldBe(b);
        model.Rollout.Next.ShouldBe($"step 2 gives {b} 50 % at 2026-03-01 12:10:00Z");

        model.Pass("9m59s");
        model.Weight(b).ShouldBe(5);
        model.Pass("1s");
        (model.Weight(a), model.Weight(b)).ShouldBe((50, 50));
        model.Cluster.Deployments[b].Wanted.ShouldBe(2);
        model.Cluster.Deployments[a].Wanted.ShouldBe(4);

        model.Pass("10m");
        model.Weight(b).ShouldBe(100);
        model.Status.StableRevision.ShouldBe(b);
        model.Status.NextRevision.ShouldBeNull();
        model.Status.Rollout.ShouldBeNull();
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        model.Cluster.Deployments[a].Wanted.ShouldBe(4);
        model.Cluster.Events.ShouldContain(line => line.Contains("Promoted", StringComparison.Ordinal));
        model.Pass("1m");
        model.Cluster.Deployments[a].Wanted.ShouldBe(0);
        model.Cluster.Reconcile().ShouldBeFalse();
    }

    [Fact]
    public void The_first_revision_goes_straight_to_everything()
    {
        var model = Serving();
        model.Weight(model.Revision('a')).ShouldBe(100);
        model.Cluster.Events.ShouldNotContain(line => line.Contains("RolloutStarted", StringComparison.Ordinal));
    }

    [Fact]
    public void A_third_revision_begins_at_the_first_step_after_the_second_lost_its_share()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Pass("10m");
        model.Weight(b).ShouldBe(50);

        model.Cluster.Edit(model.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/c.onnx", Digest = Samples.Digest('c') } },
        });
        model.Cluster.Reconcile();
        (model.Weight(a), model.Weight(b)).ShouldBe((100, 0));
        var c = model.Status.NextRevision!;
        model.Cluster.Settle();
        (model.Weight(a), model.Weight(c)).ShouldBe((95, 5));
        model.Rollout.Step.ShouldBe(1);
        model.Status.StableRevision.ShouldBe(a);
        model.Cluster.Deployments.ShouldNotContainKey(b);
    }

    [Fact]
    public void Going_back_in_the_spec_cancels_at_once_and_is_no_failure()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Want('a').ShouldBe(model.Status.StableRevision);
        model.Weight(model.Status.StableRevision!).ShouldBe(100);
        model.Status.AbortedRevision.ShouldBeNull();
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        model.Cluster.Deployments.ShouldNotContainKey(b);
        model.Cluster.Events.ShouldContain(line => line.Contains("RolloutCancelled", StringComparison.Ordinal));
    }

    [Fact]
    public void Going_back_before_the_new_one_exists_changes_nothing()
    {
        var model = Serving();
        var a = model.Revision('a');
        model.Cluster.Edit(model.Cluster.Model.Spec with { Source = new() { Artifact = new() { Uri = "s3://models/fraud/b.onnx" } } });
        model.Cluster.Edit(model.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/a.onnx", Digest = Samples.Digest('a') } },
        });
        model.Cluster.Settle();
        model.Cluster.Deployments.Keys.ShouldBe([a]);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Edited_steps_keep_the_share_and_go_on_at_the_first_larger_one()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Edit(rollout => rollout with { Steps = [RolloutSketch.Step(1), RolloutSketch.Step(5), RolloutSketch.Step(20)] });
        (model.Rollout.Step, model.Weight(b)).ShouldBe((3, 20));
        model.Cluster.Events.ShouldContain(line => line.Contains("StrategyChanged", StringComparison.Ordinal));
        model.Status.NextRevision.ShouldBe(b);
    }

    [Fact]
    public void Edited_steps_that_are_all_smaller_keep_the_share_and_the_replicas()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Pass("10m");
        model.Edit(rollout => rollout with { Steps = [RolloutSketch.Step(1), RolloutSketch.Step(20)] });
        (model.Rollout.Step, model.Weight(b), model.Cluster.Deployments[b].Wanted).ShouldBe((2, 50, 2));
        model.Pass("10m");
        model.Status.StableRevision.ShouldBe(b);
    }

    [Fact]
    public void A_canary_that_died_and_does_not_come_back_is_late()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Pass("10m");
        model.Break(b);
        model.Rollout.LostTime.ShouldBe(model.Cluster.Now);
        model.Cluster.Plan().WakeAfter.ShouldBe(TimeSpan.FromMinutes(10));
        model.Cluster.Now += TimeSpan.FromMinutes(10);
        model.Break(b);
        model.Answer("Progressing").ShouldBe(("False", "ProgressDeadlineExceeded"));
        model.Cluster.Settle();
        (model.Weight(b), model.Rollout.Step).ShouldBe((50, 2));
    }

    [Fact]
    public void A_canary_that_died_during_a_pause_has_its_share_back_when_it_is_ready()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Pass("10m");
        model.Say("pause", b);
        model.Break(b);
        model.Weight(b).ShouldBe(0);
        model.Cluster.Settle();
        (model.Weight(b), model.Rollout.Step).ShouldBe((50, 2));
        model.Pass("1h");
        model.Rollout.Step.ShouldBe(2);
    }

    [Fact]
    public void A_canary_that_dies_has_no_share_at_once_and_starts_its_step_again()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Pass("10m");
        model.Break(b);
        model.Weight(b).ShouldBe(0);
        model.Rollout.Crashes.ShouldBe(1);
        model.Answer("Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        model.Cluster.Settle();
        (model.Weight(b), model.Rollout.Step).ShouldBe((50, 2));
        model.Rollout.StepStartTime.ShouldBe(model.Cluster.Now);
    }

    [Fact]
    public void A_canary_that_keeps_dying_is_taken_back()
    {
        var model = Serving();
        var b = model.Want('b');
        for (var crash = 0; crash < 3; crash++)
        {
            model.Break(b);
            if (crash < 2) model.Cluster.Settle();
        }

        model.Cluster.Settle();
        model.Status.AbortedRevision.ShouldBe(b);
        model.Weight(model.Status.StableRevision!).ShouldBe(100);
        model.Answer("Ready").ShouldBe(("False", "RolloutAborted"));
    }

    [Fact]
    public void A_stable_revision_that_is_down_is_bypassed()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Break(a);
        model.Weight(b).ShouldBe(100);
        model.Cluster.Events.ShouldContain(line => line.Contains("StableUnavailable", StringComparison.Ordinal));
        model.Cluster.Settle();
        model.Status.StableRevision.ShouldNotBe(b);
    }

    [Fact]
    public void A_router_that_is_deaf_keeps_the_step_from_beginning()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Cluster.Now += TimeSpan.FromMinutes(10);
        model.Cluster.Reconcile();
        model.Cluster.Reconcile();
        foreach (var deployment in model.Cluster.Deployments.Values) model.Cluster.Progress(deployment);
        model.Cluster.Reconcile();
        model.Weight(b).ShouldBe(50);
        model.Cluster.Push(model.Cluster.Routers[0]);
        model.Cluster.Now += TimeSpan.FromHours(1);
        model.Cluster.Reconcile();
        model.Rollout.StepStartTime.ShouldBeNull();
        model.Rollout.Step.ShouldBe(2);
    }

    [Fact]
    public void Steps_go_on_where_they_were_after_the_operator_restarted()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Pass("6m");
        foreach (var router in model.Cluster.Routers) (router.Known, router.Pushed) = (false, false);
        model.Cluster.Settle();
        model.Pass("4m");
        model.Weight(b).ShouldBe(50);
    }

    [Fact]
    public void Scaling_in_the_middle_scales_both_sides()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Pass("10m");
        model.Cluster.Scale(10);
        model.Cluster.Settle();
        (model.Cluster.Deployments[a].Wanted, model.Cluster.Deployments[b].Wanted).ShouldBe((10, 5));
        model.Cluster.Scale(0);
        model.Cluster.Settle();
        model.Cluster.Deployments.Values.ShouldAllBe(deployment => deployment.Wanted == 0);
        model.Status.Phase.ShouldBe(ModelPhase.Idle);
    }

    [Fact]
    public void A_surge_bounds_the_pods_of_both_sides()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(50)) with { MaxSurge = 1 });
        var (a, b) = (model.Revision('a'), "");
        model.Cluster.Edit(model.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/b.onnx", Digest = Samples.Digest('b') } },
        });
        for (var round = 0; round < 40; round++)
        {
            model.Cluster.Reconcile();
            b = model.Status.NextRevision!;
            model.Cluster.Deployments.Values.Sum(deployment => deployment.Wanted).ShouldBeLessThanOrEqualTo(5);
            foreach (var deployment in model.Cluster.Deployments.Values) model.Cluster.Progress(deployment);
            model.Cluster.Reconcile();
            var capacity = model.Cluster.Deployments[a].Available * 25 + model.Cluster.Deployments[b].Available * 25;
            capacity.ShouldBeGreaterThanOrEqualTo(100);
            foreach (var router in model.Cluster.Routers) model.Cluster.Push(router);
        }

        (model.Weight(a), model.Weight(b)).ShouldBe((50, 50));
        (model.Cluster.Deployments[a].Wanted, model.Cluster.Deployments[b].Wanted).ShouldBe((2, 2));
        model.Pass("10m");
        model.Weight(b).ShouldBe(100);
    }
}
