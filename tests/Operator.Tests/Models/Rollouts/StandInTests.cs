using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Tests.Models.Rollouts;

/// <summary>Somebody answers for a revision that is down, which is no promotion.</summary>
public sealed class StandInTests
{
    private static RolloutSketch Serving(string? probation = null) => new(
        RolloutSketch.Canary(RolloutSketch.Step(5), RolloutSketch.Step(50)) with
        {
            Probation = probation is null ? null : new() { Duration = new(probation) },
        });

    [Fact]
    public void A_stable_revision_that_restarts_has_its_share_back_and_the_step_begins_again()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Pass("9m");
        model.Break(a);
        model.Weight(b).ShouldBe(100);
        model.Rollout.StableDownTime.ShouldNotBeNull();
        model.Rollout.Next.ShouldNotBeNull().ShouldContain($"when {a} is back");
        model.Pass("1m");
        (model.Weight(a), model.Weight(b)).ShouldBe((95, 5));
        model.Rollout.StableDownTime.ShouldBeNull();
        (model.Rollout.Step, model.Rollout.StepStartTime).ShouldBe((1, model.Cluster.Now));
        model.Status.StableRevision.ShouldBe(a);
    }

    [Fact]
    public void A_stable_revision_that_does_not_come_back_is_given_up_after_the_deadline()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Break(a);
        Down(model, a, "9m59s");
        model.Status.StableRevision.ShouldBe(a);
        model.Cluster.Plan().WakeAfter.ShouldBe(TimeSpan.FromSeconds(1));
        Down(model, a, "1s");
        model.Status.StableRevision.ShouldBe(b);
        model.Cluster.Events.ShouldContain(line => line.Contains("StableGivenUp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_warm_predecessor_answers_for_a_promoted_revision_without_becoming_stable()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", $"{b}/full");
        model.Break(b);
        (model.Weight(a), model.Status.StableRevision).ShouldBe((100, b));
        model.Answer("Available").Item1.ShouldBe("True");
        model.Cluster.Settle();
        (model.Weight(b), model.Status.StableRevision).ShouldBe((100, b));
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        model.Cluster.Events.ShouldNotContain(line => line.Contains("RollbackStarted", StringComparison.Ordinal));
    }

    [Fact]
    public void A_promoted_revision_that_keeps_dying_during_its_probation_is_taken_back()
    {
        var model = Serving(probation: "1h");
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", $"{b}/full");
        for (var crash = 1; crash <= 2; crash++)
        {
            model.Break(b);
            model.Status.Probation.ShouldNotBeNull().Crashes.ShouldBe(crash);
            model.Cluster.Settle();
            model.Status.Probation.ShouldNotBeNull().DownTime.ShouldBeNull();
            model.Weight(b).ShouldBe(100);
        }

        model.Break(b);
        model.Cluster.Settle();
        (model.Status.StableRevision, model.Status.AbortedRevision).ShouldBe((a, b));
        model.Rollout.Cause.ShouldNotBeNull().ShouldContain("lost all its replicas");
        model.Cluster.Settle();
        model.Weight(a).ShouldBe(100);
    }

    [Fact]
    public void A_revision_that_was_taken_back_may_answer_but_does_not_become_stable()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("abort", b);
        model.Break(a);
        (model.Weight(b), model.Status.StableRevision).ShouldBe((100, a));
        model.Cluster.Settle();
        (model.Weight(a), model.Status.AbortedRevision).ShouldBe((100, b));
        model.Status.Phase.ShouldBe(ModelPhase.Degraded);
    }

    [Fact]
    public void Who_stands_in_is_known_again_where_only_the_route_was_written()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        var before = model.Status;
        model.Break(a);
        model.Weight(b).ShouldBe(100);
        model.Cluster.Model.Status = before;
        model.Break(a);
        model.Rollout.StableDownTime.ShouldNotBeNull();
        model.Rollout.StepStartTime.ShouldBeNull();
        model.Status.StableRevision.ShouldBe(a);
    }

    [Fact]
    public void The_stable_revision_has_its_share_back_as_soon_as_it_can_carry_as_much()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Break(a);
        model.Weight(b).ShouldBe(100);
        model.Cluster.Deployments[a].Pods[0].Ready = true;
        model.Cluster.Reconcile();
        model.Weight(a).ShouldBeGreaterThan(0);
    }

    private static void Down(RolloutSketch model, string revision, string time)
    {
        model.Cluster.Now += new Crds.Values.Duration(time).ToTimeSpan();
        for (var round = 0; round < 6; round++) model.Break(revision);
    }
}
