using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Rollouts;

public sealed class TakenBackTests
{
    private static RolloutSketch Serving() => new(RolloutSketch.Canary(RolloutSketch.Step(5), RolloutSketch.Step(50)));

    [Fact]
    public void What_a_person_went_back_from_says_why_as_long_as_it_is_wanted()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", $"{b}/full");
        model.Say("rollback", a);
        model.Pass("10m");
        model.Rollout.Cause.ShouldNotBeNull().ShouldContain("went back");
        model.Rollout.Message.ShouldNotBeNull().ShouldContain("went back");
        model.Cluster.Scale(0);
        model.Cluster.Settle();
        model.Cluster.Scale(2);
        model.Cluster.Settle();
        model.Answer("Ready").ShouldBe(("False", "RolloutAborted"));
        model.Rollout.Message.ShouldNotBeNull().ShouldContain("went back");
    }

    [Fact]
    public void Abort_is_about_the_revision_on_its_way_and_not_about_one_that_is_asked_for_in_the_same_moment()
    {
        var model = Serving();
        var b = model.Want('b');
        model.Cluster.Edit(model.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/c.onnx", Digest = Samples.Digest('c') } },
        });
        model.Say("abort", b);
        model.Status.AbortedRevision.ShouldBeNull();
        model.Weight(model.Revision('c')).ShouldBe(5);
    }

    [Fact]
    public void The_first_revision_is_not_taken_back_because_nothing_else_is_there()
    {
        var cluster = new ClusterSketch(Samples.Model(Samples.Spec("s3://models/fraud/a.onnx", Samples.Digest('a'), 1)));
        cluster.Reconcile();
        cluster.Model.Metadata.Annotations = new Dictionary<string, string> { ["modelwright.io/abort"] = "now" };
        cluster.Settle();
        cluster.Status.AbortedRevision.ShouldBeNull();
        cluster.Status.StableRevision.ShouldNotBeNull();
        cluster.Events.ShouldContain(line => line.Contains("ActionIgnored", StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_taken_back_after_it_had_served_needs_all_steps_again()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", $"{b}/full");
        model.Say("rollback", a);
        model.Status.Revisions!.First(revision => revision.Name == b).TakenBackTime.ShouldBe(model.Cluster.Now);
        model.Say("retry", b);
        (model.Weight(b), model.Rollout.Step).ShouldBe((5, 1));
        model.Say("promote", $"{b}/full");
        model.Status.StableRevision.ShouldBe(b);
        model.Status.Revisions!.First(revision => revision.Name == b).TakenBackTime.ShouldBeNull();
        model.Want('c');
        model.Say("promote", "full/full");
        model.Want('b').ShouldBe(model.Status.StableRevision);
    }

    [Fact]
    public void Abort_on_the_way_back_stays_with_what_serves()
    {
        var model = Serving();
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", $"{b}/full");
        model.Cluster.Model.Metadata.Annotations!["modelwright.io/rollback"] = $"{a}/1";
        model.Cluster.Reconcile();
        model.Status.NextRevision.ShouldBe(a);
        model.Say("abort", a);
        (model.Status.StableRevision, model.Status.AbortedRevision, model.Status.NextRevision).ShouldBe((b, null, null));
        model.Status.Revisions!.First(revision => revision.Name == b).TakenBackTime.ShouldBeNull();
        model.Weight(b).ShouldBe(100);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void A_step_that_a_person_ends_is_looked_at_again_when_it_has_lasted()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(5, "5m") with { Pause = true }));
        model.Want('b');
        model.Cluster.Plan().WakeAfter.ShouldBe(TimeSpan.FromMinutes(5));
        model.Pass("5m");
        model.Status.Phase.ShouldBe(ModelPhase.Paused);
    }
}
