using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Rollouts;

public sealed class CapacityTests
{
    private static readonly ModelRollout Rolling = new() { Strategy = RolloutStrategy.Rolling };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(7)]
    public void Rolling_comes_to_its_end_with_any_number_of_replicas(int replicas)
    {
        var model = new RolloutSketch(Rolling, replicas);
        var b = model.Want('b');
        model.Weight(b).ShouldBe(100);
        model.Cluster.Deployments[b].Available.ShouldBe(replicas);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void Going_back_in_the_middle_of_a_rolling_replacement_keeps_capacity_and_surge()
    {
        var model = new RolloutSketch(Rolling);
        var a = model.Revision('a');
        Edit(model, 'b');
        while (model.Weight(a) > 50) Round(model);
        Edit(model, 'a');
        for (var round = 0; round < 40; round++)
        {
            Round(model);
            foreach (var backend in model.Cluster.Route!.Backends)
                (model.Cluster.Deployments[backend.Revision].Available * 100).ShouldBeGreaterThanOrEqualTo(backend.Weight * 4);
            model.Cluster.Deployments.Values.Sum(deployment => deployment.Wanted).ShouldBeLessThanOrEqualTo(5);
        }

        model.Weight(a).ShouldBe(100);
        model.Cluster.Deployments[a].Wanted.ShouldBe(4);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    [Fact]
    public void A_third_revision_in_the_middle_of_a_rolling_replacement_waits_until_the_first_can_carry_everything()
    {
        var model = new RolloutSketch(Rolling);
        var a = model.Revision('a');
        Edit(model, 'b');
        while (model.Weight(a) > 25) Round(model);
        Edit(model, 'c');
        for (var round = 0; round < 80; round++)
        {
            Round(model);
            foreach (var backend in model.Cluster.Route!.Backends)
                (model.Cluster.Deployments[backend.Revision].Available * 100)
                    .ShouldBeGreaterThanOrEqualTo(backend.Weight * 4, $"round {round}");
        }

        model.Weight(model.Revision('c')).ShouldBe(100);
        model.Answer("Ready").ShouldBe(("True", "Serving"));
    }

    private static void Edit(RolloutSketch model, char file) => model.Cluster.Edit(model.Cluster.Model.Spec with
    {
        Source = new() { Artifact = new() { Uri = $"s3://models/fraud/{file}.onnx", Digest = Samples.Digest(file) } },
    });

    private static void Round(RolloutSketch model)
    {
        model.Cluster.Reconcile();
        foreach (var deployment in model.Cluster.Deployments.Values) model.Cluster.Progress(deployment);
        model.Cluster.Reconcile();
        foreach (var router in model.Cluster.Routers) model.Cluster.Push(router);
        model.Cluster.Reconcile();
    }
}
