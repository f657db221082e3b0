using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Tests.Models.Rollouts;

public sealed class ActionTests
{
    private static RolloutSketch Serving() => new(RolloutSketch.Canary(RolloutSketch.Step(5), RolloutSketch.Step(50)));

    [Fact]
    public void Promote_ends_the_step_and_full_ends_them_all()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Say("promote", b);
        (model.Weight(b), model.Rollout.Step).ShouldBe((50, 2));
        model.Say("promote", $"{b}/full");
        model.Status.StableRevision.ShouldBe(b);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void An_action_is_obeyed_once()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Say("promote", b);
        model.Cluster.Settle();
        model.Rollout.Step.ShouldBe(2);
        var record = model.Status.Actions!.Single();
        record.Name.ShouldBe("promote");
        record.Result.ShouldNotBeNull().ShouldContain("step 2");
    }

    [Fact]
    public void An_action_about_another_revision_is_ignored_and_says_so()
    {
        var model = Serving();
        var a = model.Revision('a');
        var b = model.Want('b');
        model.Say("promote", a);
        model.Weight(b).ShouldBe(5);
        model.Cluster.Events.ShouldContain(line => line.Contains("ActionIgnored", StringComparison.Ordinal));
    }

    [Fact]
    public void An_action_about_a_revision_that_is_gone_is_no_token()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Say("abort", $"{b[..^8]}0123abcd");
        model.Weight(b).ShouldBe(5);
        var record = model.Status.Actions!.Single();
        record.Ignored.ShouldBe(true);
        record.Result.ShouldNotBeNull().ShouldContain("any more");
        model.Say("abort", "token");
        model.Status.AbortedRevision.ShouldBe(b);
        model.Status.Actions!.Single().Ignored.ShouldBeNull();
    }

    [Fact]
    public void Going_back_at_zero_replicas_is_not_possible_and_spoils_nothing()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", $"{b}/full");
        model.Cluster.Scale(0);
        model.Cluster.Settle();
        model.Say("rollback", a);
        model.Status.Actions!.Single(record => record.Name == "rollback").Ignored.ShouldBe(true);
        model.Cluster.Scale(4);
        model.Cluster.Settle();
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        model.Weight(b).ShouldBe(100);
    }

    [Fact]
    public void Abort_takes_back_and_is_remembered_until_retry()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("abort", b);
        (model.Weight(a), model.Weight(b)).ShouldBe((100, 0));
        model.Status.AbortedRevision.ShouldBe(b);
        model.Status.Phase.ShouldBe(ModelPhase.Degraded);
        model.Answer("Ready").ShouldBe(("False", "RolloutAborted"));
        model.Answer("Progressing").ShouldBe(("False", "RolloutAborted"));
        model.Answer("Available").ShouldBe(("True", "MinimumReplicasAvailable"));
        model.Answer("Stalled").Item1.ShouldBe("True");
        model.Rollout.Phase.ShouldBe(RolloutPhase.Aborted);
        model.Cluster.Deployments[b].Wanted.ShouldBe(1);

        model.Pass("31s");
        model.Cluster.Deployments[b].Wanted.ShouldBe(0);
        model.Pass("10m");
        model.Status.AbortedRevision.ShouldBe(b);
        model.Cluster.Reconcile().ShouldBeFalse();

        model.Say("retry", b);
        model.Status.AbortedRevision.ShouldBeNull();
        model.Weight(b).ShouldBe(5);
    }

    [Fact]
    public void A_new_spec_forgets_what_was_taken_back()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Say("abort", b);
        var c = model.Want('c');
        model.Weight(c).ShouldBe(5);
        model.Status.AbortedRevision.ShouldBeNull();
    }

    [Fact]
    public void Pause_stops_the_clock_and_resume_lets_it_go_on()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Pass("4m");
        model.Say("pause", b);
        model.Status.Phase.ShouldBe(ModelPhase.Paused);
        model.Answer("Progressing").ShouldBe(("False", "RolloutPaused"));
        model.Pass("30m");
        model.Weight(b).ShouldBe(5);
        model.Say("resume", b);
        model.Weight(b).ShouldBe(5);
        model.Pass("5m59s");
        model.Weight(b).ShouldBe(5);
        model.Pass("1s");
        model.Weight(b).ShouldBe(50);
    }

    [Fact]
    public void A_pause_step_waits_for_a_person()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(5, "1m") with { Pause = true }));
        var b = model.Want('b');
        model.Status.Phase.ShouldBe(ModelPhase.Canarying);
        model.Pass("1m");
        model.Status.Phase.ShouldBe(ModelPhase.Paused);
        model.Pass("720h");
        model.Weight(b).ShouldBe(5);
        model.Rollout.Next.ShouldNotBeNull().ShouldContain("rollout promote fraud");
        model.Say("promote", b);
        model.Status.StableRevision.ShouldBe(b);
    }

    [Fact]
    public void Paused_in_the_spec_begins_nothing_and_freezes_what_goes_on()
    {
        var model = Serving();
        model.Edit(rollout => rollout with { Paused = true });
        var a = model.Revision('a');
        model.Cluster.Edit(model.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/b.onnx", Digest = Sketch.Samples.Digest('b') } },
        });
        model.Cluster.Settle();
        model.Status.Phase.ShouldBe(ModelPhase.Paused);
        model.Weight(a).ShouldBe(100);
        model.Answer("Ready").ShouldBe(("False", "RolloutPaused"));
        model.Edit(rollout => rollout with { Paused = null });
        var b = model.Revision('b');
        model.Weight(b).ShouldBe(5);
        model.Edit(rollout => rollout with { Paused = true });
        model.Pass("30m");
        model.Weight(b).ShouldBe(5);
        model.Break(b);
        model.Weight(b).ShouldBe(0);
    }

    [Fact]
    public void Rollback_after_promotion_is_one_route_write_while_the_old_pods_are_warm()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", $"{b}/full");
        model.Status.StableRevision.ShouldBe(b);
        var route = model.Cluster.Route!.Revision;
        model.Say("rollback", a);
        model.Cluster.Route!.Revision.ShouldBe(route + 1);
        model.Weight(a).ShouldBe(100);
        model.Status.StableRevision.ShouldBe(a);
        model.Status.AbortedRevision.ShouldBe(b);
        model.Answer("Ready").ShouldBe(("False", "RolloutAborted"));
    }

    [Fact]
    public void Going_back_in_the_spec_after_promotion_needs_no_steps()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", $"{b}/full");
        model.Pass("2m");
        model.Cluster.Deployments[a].Wanted.ShouldBe(0);
        model.Want('a');
        model.Weight(a).ShouldBe(100);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        model.Cluster.Events.ShouldContain(line => line.Contains("RolledBack", StringComparison.Ordinal));
    }
}
