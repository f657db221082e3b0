using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Values;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Rollouts;

public sealed class StrategyTests
{
    [Fact]
    public void Shadow_gets_copies_and_no_requests()
    {
        var model = new RolloutSketch(new()
        {
            Strategy = RolloutStrategy.Shadow,
            Steps = [new() { Weight = 0, Mirror = 50, Duration = new Duration("10m") }],
        });
        var (a, b) = (model.Revision('a'), model.Want('b'));
        (model.Weight(a), model.Weight(b)).ShouldBe((100, 0));
        model.Cluster.Route!.Mirror.ShouldNotBeNull().Revision.ShouldBe(b);
        model.Cluster.Route!.Mirror!.Percent.ShouldBe(50);
        model.Cluster.Deployments[b].Wanted.ShouldBe(2);
        model.Status.Traffic!.Single(share => share.Revision == b).Mirror.ShouldBe(50);
        model.Pass("10m");
        model.Cluster.Route!.Mirror.ShouldBeNull();
        model.Weight(b).ShouldBe(100);
        model.Cluster.Deployments[b].Wanted.ShouldBe(4);
    }

    [Fact]
    public void ABTest_keeps_users_with_their_side()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(10), RolloutSketch.Step(50)) with
        {
            Strategy = RolloutStrategy.ABTest,
            Sticky = new() { Header = "x-user-id" },
        });
        var b = model.Want('b');
        var sticky = model.Cluster.Route!.Sticky.ShouldNotBeNull();
        (sticky.Header, sticky.Revision).ShouldBe(("x-user-id", b));
        model.Pass("10m");
        model.Cluster.Route!.Sticky.ShouldBe(sticky);
        model.Pass("10m");
        model.Cluster.Route!.Sticky.ShouldBeNull();
        model.Status.StableRevision.ShouldBe(b);
    }

    [Fact]
    public void BlueGreen_with_a_pause_brings_everything_up_and_waits()
    {
        var model = new RolloutSketch(new() { Strategy = RolloutStrategy.BlueGreen, Steps = [new() { Weight = 0, Pause = true }] });
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Cluster.Deployments[b].Wanted.ShouldBe(4);
        model.Weight(a).ShouldBe(100);
        model.Status.Phase.ShouldBe(ModelPhase.Paused);
        model.Say("promote", b);
        model.Weight(b).ShouldBe(100);
    }

    [Fact]
    public void Rolling_moves_replica_by_replica_and_never_has_less_than_asked_for()
    {
        var model = new RolloutSketch(new() { Strategy = RolloutStrategy.Rolling });
        var a = model.Revision('a');
        model.Cluster.Edit(model.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/b.onnx", Digest = Samples.Digest('b') } },
        });
        var seen = new SortedSet<int>();
        for (var round = 0; round < 40; round++)
        {
            model.Cluster.Reconcile();
            foreach (var deployment in model.Cluster.Deployments.Values) model.Cluster.Progress(deployment);
            var running = model.Cluster.Deployments.Values.Sum(deployment => deployment.Available);
            running.ShouldBeInRange(4, 5 + (model.Status.NextRevision is null ? 4 : 0));
            model.Cluster.Reconcile();
            foreach (var router in model.Cluster.Routers) model.Cluster.Push(router);
            seen.Add(100 - model.Weight(a));
        }

        seen.ShouldBe([25, 50, 75, 100]);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Probation_keeps_the_previous_replicas_and_ends_by_itself()
    {
        var model = new RolloutSketch(
            RolloutSketch.Canary(RolloutSketch.Step(50, "1m")) with { Probation = new() { Duration = new("1h") } });
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Pass("1m");
        model.Status.Phase.ShouldBe(ModelPhase.Probation);
        (model.Status.Probation!.Revision, model.Status.Probation.Previous).ShouldBe((b, a));
        model.Pass("30m");
        model.Cluster.Deployments[a].Wanted.ShouldBe(4);
        model.Pass("31m");
        model.Status.Probation.ShouldBeNull();
        model.Status.Phase.ShouldBe(ModelPhase.Ready);
        model.Cluster.Deployments[a].Wanted.ShouldBe(0);
    }

    [Fact]
    public void Abort_during_probation_goes_back()
    {
        var model = new RolloutSketch(
            RolloutSketch.Canary(RolloutSketch.Step(50, "1m")) with { Probation = new() { Duration = new("1h") } });
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Pass("1m");
        model.Say("abort", b);
        model.Status.StableRevision.ShouldBe(a);
        model.Status.AbortedRevision.ShouldBe(b);
    }
}
