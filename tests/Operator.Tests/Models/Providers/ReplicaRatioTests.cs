using CsCheck;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Tests.Models.Rollouts;

namespace Modelwright.Operator.Tests.Models.Providers;

public sealed class ReplicaRatioTests
{
    private static readonly ModelTraffic None = new() { Provider = TrafficProvider.None };

    [Theory]
    [InlineData(5, 1, null, 0)]
    [InlineData(5, 18, null, 0)]
    [InlineData(5, 19, null, 1)]
    [InlineData(50, 1, null, 1)]
    [InlineData(25, 6, null, 2)]
    [InlineData(90, 4, null, 4)]
    [InlineData(20, 10, 1, 2)]
    [InlineData(5, 10, 1, 0)]
    public void Count_is_the_most_replicas_that_have_no_more_than_the_share(int weight, int replicas, int? surge, int count) =>
        ReplicaShare.Count(weight, replicas, surge).ShouldBe(count);

    [Fact]
    public void Count_never_gives_more_than_the_step_and_one_more_replica_would() =>
        Gen.Select(Gen.Int[1, 99], Gen.Int[1, 200], Gen.Bool).Sample((weight, replicas, bounded) =>
        {
            var count = ReplicaShare.Count(weight, replicas, bounded ? 1 : null);
            var all = bounded ? replicas : replicas + count;
            (100 * count).ShouldBeLessThanOrEqualTo(weight * all);
            var more = bounded ? replicas : replicas + count + 1;
            if (count < replicas) (100 * (count + 1)).ShouldBeGreaterThan(weight * more);
        });

    [Fact]
    public void Real_shares_sum_to_100() =>
        Gen.Int[0, 50].List[1, 4].Sample(replicas =>
        {
            if (ReplicaShare.Real(replicas) is not { } shares) replicas.Sum().ShouldBe(0);
            else shares.Sum().ShouldBe(100);
        });

    [Fact]
    public void A_replacement_moves_the_Service_from_one_revision_to_the_next()
    {
        var model = new RolloutSketch(new() { ScaleDownDelay = new("1m") }, 2, None);
        Selector(model).ShouldContain(model.Revision('a'));
        model.Answer("RouteReady").ShouldBe(("True", "ServiceSelects"));
        var a = model.Revision('a');
        var b = model.Want('b');
        Selector(model).ShouldContain(b);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        model.Cluster.Deployments[a].Wanted.ShouldBe(2);
        model.Pass("61s");
        model.Cluster.Deployments[a].Wanted.ShouldBe(0);
        model.Cluster.Deployments.ShouldNotContainKey(Names.Router);
    }

    [Fact]
    public void A_canary_has_as_many_replicas_as_its_share_allows_and_the_status_says_what_it_has()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(25), RolloutSketch.Step(50)), 6, None);
        var (a, b) = (model.Revision('a'), model.Want('b'));
        Replicas(model).ShouldBe((6, 2));
        Selector(model).ShouldNotContain(Labels.Revision);
        model.Status.Traffic!.Select(share => (share.Revision, share.Weight)).ShouldBe([(a, 75), (b, 25)]);
        model.Rollout.Message!.ShouldContain("25 % of the replicas");
        model.Pass("11m");
        Replicas(model).ShouldBe((6, 6));
        model.Status.Traffic!.Select(share => share.Weight).ShouldBe([50, 50]);
        model.Pass("11m");
        Selector(model).ShouldContain(b);
        Replicas(model).ShouldBe((6, 6));
        model.Pass("2m");
        Replicas(model).ShouldBe((0, 6));

        (int, int) Replicas(RolloutSketch sketch) => (sketch.Cluster.Deployments[a].Wanted, sketch.Cluster.Deployments[b].Wanted);
    }

    [Fact]
    public void A_share_that_one_replica_exceeds_is_not_given_and_the_status_says_what_to_do()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(5), RolloutSketch.Step(50)), 1, None);
        var a = model.Revision('a');
        var b = model.Want('b');
        model.Pass("1h");
        Selector(model).ShouldContain(a);
        model.Weight(b).ShouldBe(0);
        model.Status.Traffic!.Single().Weight.ShouldBe(100);
        model.Answer("Progressing").ShouldBe(("False", "ShareImpossible"));
        model.Rollout.Message!.ShouldContain("provider Router gives exact shares");
        model.Rollout.Message!.ShouldContain("at least 19 replicas");
        model.Say("promote");
        model.Status.Traffic!.Select(share => share.Weight).ShouldBe([50, 50]);
    }

    [Fact]
    public void Replicas_taken_away_in_mid_canary_take_the_share_that_is_no_longer_possible()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(10)), 9, None);
        var b = model.Want('b');
        model.Weight(b).ShouldBe(10);
        model.Cluster.Scale(2);
        model.Cluster.Settle();
        model.Pass("1h");
        model.Weight(b).ShouldBe(0);
        Selector(model).ShouldContain(model.Revision('a'));
        model.Answer("Progressing").ShouldBe(("False", "ShareImpossible"));
    }

    [Fact]
    public void A_third_revision_gets_no_pods_while_the_Service_selects_all_of_the_Model()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(25)), 6, None);
        model.Want('b');
        model.Cluster.Edit(model.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/c.onnx", Digest = Sketch.Samples.Digest('c') } },
        });
        for (var round = 0; round < 30; round++)
        {
            model.Cluster.Reconcile();
            var weighted = model.Cluster.Route!.Backends.Where(backend => backend.Weight > 0).Select(backend => backend.Revision).ToList();
            if (!Selector(model).Contains(Labels.Revision, StringComparison.Ordinal))
                model.Cluster.Deployments.Values.Where(deployment => deployment.Wanted > 0).Select(deployment => deployment.Name)
                    .ShouldBeSubsetOf(weighted);
            foreach (var deployment in model.Cluster.Deployments.Values) model.Cluster.Progress(deployment);
        }

        model.Weight(model.Revision('c')).ShouldBe(25);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Rolling_goes_replica_by_replica_and_keeps_the_capacity(int replicas)
    {
        var model = new RolloutSketch(new() { Strategy = RolloutStrategy.Rolling }, replicas, None);
        model.Cluster.Edit(model.Cluster.Model.Spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://models/fraud/b.onnx", Digest = Sketch.Samples.Digest('b') } },
        });
        for (var round = 0; round < 60; round++)
        {
            model.Cluster.Reconcile();
            Selected(model).Sum(deployment => Math.Min(deployment.Wanted, deployment.Available)).ShouldBeGreaterThanOrEqualTo(replicas);
            foreach (var deployment in model.Cluster.Deployments.Values) model.Cluster.Progress(deployment);
        }

        Selector(model).ShouldContain(model.Revision('b'));
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void A_canary_that_dies_leaves_the_Service_at_once()
    {
        var model = new RolloutSketch(RolloutSketch.Canary(RolloutSketch.Step(50)), 2, None);
        var b = model.Want('b');
        model.Break(b);
        Selector(model).ShouldContain(model.Revision('a'));
        model.Weight(b).ShouldBe(0);
    }

    [Fact]
    public void At_zero_the_Service_selects_nothing_and_comes_back()
    {
        var model = new RolloutSketch(new(), 2, None);
        model.Cluster.Scale(0);
        model.Cluster.Settle();
        model.Answer("Ready").ShouldBe(("True", "ScaledToZero"));
        model.Cluster.Scale(2);
        model.Cluster.Settle();
        model.Answer("Ready").ShouldBe(("True", "Serving"));
        Selector(model).ShouldContain(model.Revision('a'));
    }

    private static string Selector(RolloutSketch model) => model.Cluster.Selected["fraud"].Selector;

    private static IEnumerable<Sketch.SketchDeployment> Selected(RolloutSketch model) =>
        model.Cluster.Deployments.Values.Where(deployment => !Selector(model).Contains(Labels.Revision, StringComparison.Ordinal)
        || Selector(model).Contains(deployment.Name, StringComparison.Ordinal));
}
