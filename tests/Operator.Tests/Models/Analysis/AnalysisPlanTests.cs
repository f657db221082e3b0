using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>The analysis within a Model's plans.</summary>
public sealed class AnalysisPlanTests
{
    [Fact]
    public void Plan_measures_once_the_canary_has_its_weight_holds_without_data_and_measures_nothing_at_rest()
    {
        var cluster = new ClusterSketch(Samples.Model(Samples.Spec("s3://models/fraud/a.onnx", Samples.Digest('a'), 2)));
        cluster.Settle();
        cluster.Edit(Samples.Spec("s3://models/fraud/b.onnx", Samples.Digest('b'), 2) with
        {
            Rollout = new()
            {
                Strategy = RolloutStrategy.Canary,
                Steps = [new() { Weight = 10, Duration = new("1m") }],
                Analysis = new(),
            },
        });
        cluster.Settle();
        cluster.Now += TimeSpan.FromMinutes(10);
        cluster.Settle();

        var canary = cluster.Status.NextRevision!;
        cluster.Route!.Weight(canary).ShouldBe(10);
        var analysis = cluster.Status.Analysis!;
        (analysis.Canary, analysis.Verdict, analysis.Weight).ShouldBe((canary, AnalysisVerdict.NoData, 10));
        var asked = cluster.Measurements[^1].Argument;
        asked["route"]!.GetValue<long>().ShouldBe(cluster.Route.Revision);
        asked["weight"]!.GetValue<int>().ShouldBe(10);

        cluster.Edit(Samples.Spec("s3://models/fraud/a.onnx", Samples.Digest('a'), 2) with { Rollout = cluster.Model.Spec.Rollout });
        cluster.Settle();
        cluster.Measurements.Clear();
        cluster.Now += TimeSpan.FromHours(1);
        cluster.Settle();
        cluster.Measurements.ShouldBeEmpty();
    }
}
