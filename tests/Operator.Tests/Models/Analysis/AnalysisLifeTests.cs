using System.Text.Json;
using Modelwright.Crds;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Models.Analysis;

public sealed class AnalysisLifeTests
{
    private static ModelAnalysis With(params AnalysisMetric[] metrics) => new() { Metrics = metrics };

    [Fact]
    public void Judge_a_revision_as_good_as_the_other_passes_with_its_figures()
    {
        var world = new AnalysisWorld();
        var outcome = world.Until(() => world.Serve(6000, canary: 0.02, stable: 0.02));

        outcome.Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        outcome.Message.ShouldContain("requests failed (2 %)");
        outcome.Message.ShouldContain("surely below 1.5");
        var metric = world.Metric();
        (metric.Figure, metric.Limit, metric.MoreRequests).ShouldBe((AnalysisFigure.Ratio, "1.5", null));
        metric.CanaryRequests.ShouldBe(metric.StableRequests);
        double.Parse(metric.NonInferiorityEvidence!).ShouldBeGreaterThan(1.3);
        world.Events.ShouldHaveSingleItem().ShouldStartWith("Normal AnalysisPassed: fraud-91ab33d0: errors: ");
    }

    [Fact]
    public void Judge_a_revision_without_any_error_beside_one_without_any_passes_by_the_tolerance()
    {
        var world = new AnalysisWorld();
        var outcome = world.Until(() => world.Serve(300, canary: 0, stable: 0));
        outcome.Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        outcome.Message.ShouldContain("surely a share below 1 %");
    }

    [Fact]
    public void Judge_a_revision_that_fails_more_is_harmful()
    {
        var world = new AnalysisWorld();
        world.Move(5);
        var outcome = world.Until(() => world.Serve(3000, canary: 0.05, stable: 0.005));
        outcome.Verdict.ShouldBe(AnalysisVerdict.Harmful);
        outcome.Message.ShouldContain("surely more than the stable revision");
        (world.Now - Samples.Start).ShouldBeLessThan(TimeSpan.FromMinutes(5));
        world.Events.ShouldHaveSingleItem().ShouldStartWith("Warning AnalysisFailed: ");
    }

    [Fact]
    public void Judge_a_revision_above_its_limit_is_harmful_though_the_other_is_no_better()
    {
        var world = new AnalysisWorld(With(new AnalysisMetric { Name = "errors", ErrorRate = new() { Max = "0.01" } }));
        var outcome = world.Until(() => world.Serve(3000, canary: 0.05, stable: 0.05));
        outcome.Verdict.ShouldBe(AnalysisVerdict.Harmful);
        outcome.Message.ShouldContain("above the limit of 1 %");
    }

    [Theory]
    [InlineData("0.95", null)]
    [InlineData(null, "100ms")]
    public void Judge_a_slow_revision_is_harmful(string? quantile, string? threshold)
    {
        var metric = new AnalysisMetric
        {
            Name = "slow",
            Latency = new() { StableQuantile = quantile, Threshold = threshold is null ? null : new(threshold) },
        };
        var world = new AnalysisWorld(With(metric));
        world.Serve(1000, canary: 0, stable: 0, stableSlow: 0.02);
        var outcome = world.Until(() => world.Serve(3000, canary: 0, stable: 0, canarySlow: 0.2, stableSlow: 0.02));
        outcome.Verdict.ShouldBe(AnalysisVerdict.Harmful);
        outcome.Message.ShouldContain("slow: ");
        outcome.Message.ShouldContain(quantile is null ? "took over 102 ms" : "took over 10");
        world.Metric("slow").LatencyBin.ShouldNotBeNull();
    }

    [Fact]
    public void Judge_copies_answered_otherwise_at_weight_zero_are_harmful_and_errors_have_their_turn_later()
    {
        var world = new AnalysisWorld(With(
            new() { Name = "errors", ErrorRate = new() }, new() { Name = "shadow", ShadowDisagreement = new() { Max = "0.02" } }));
        world.Move(0, mirror: 20);
        var good = world.Until(() => world.Routers[0].Canary.Copy(500, 0.001));
        good.Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        world.Metric("errors").Verdict.ShouldBe(AnalysisVerdict.NoData);
        var bad = good;
        for (var round = 0; round < 50 && bad.Verdict != AnalysisVerdict.Harmful; round++)
            bad = world.After(() => world.Routers[0].Canary.Copy(500, 0.2));
        bad.Verdict.ShouldBe(AnalysisVerdict.Harmful);
        bad.Message.ShouldContain("copies were answered otherwise");
    }

    [Fact]
    public void Judge_without_requests_has_no_data_and_stays_still()
    {
        var world = new AnalysisWorld();
        world.Look();
        var written = world.Written;
        for (var round = 0; round < 20; round++)
        {
            var outcome = world.After();
            outcome.Verdict.ShouldBe(AnalysisVerdict.NoData);
            outcome.Message.ShouldContain("had no request yet");
        }

        world.Written.ShouldBe(written);
        world.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Judge_inconclusive_evidence_tells_how_much_longer_it_takes()
    {
        var world = new AnalysisWorld();
        world.Look();
        var outcome = world.After(() => world.Serve(400, 0.02, 0.02));
        outcome.Verdict.ShouldBe(AnalysisVerdict.Inconclusive);
        outcome.Message.ShouldMatch("about [0-9,]+ more \\([0-9]+ (min|h) at this traffic\\)");
        world.Metric().MoreSeconds.ShouldBe((long)Math.Ceiling(world.Metric().MoreRequests!.Value * 30 / 200.0));
        outcome.WakeTime.ShouldBe(world.Now.AddSeconds(30));
    }

    [Fact]
    public void Judge_before_the_routers_agree_before_it_is_ready_and_within_the_delay_measures_nothing()
    {
        var world = new AnalysisWorld(new() { InitialDelay = new("1m") });
        world.Subject = world.Subject with { Route = null };
        world.Look().WakeTime.ShouldBeNull();
        world.Subject = world.Subject with { Route = 1, ReadyTime = null };
        world.Look().WakeTime.ShouldBeNull();
        world.Subject = world.Subject with { ReadyTime = Samples.Start };
        world.Look().WakeTime.ShouldBe(Samples.Start.AddMinutes(1));
        world.Asked.ShouldBeEmpty();
        world.After(() => world.Serve(10_000, 1, 0), TimeSpan.FromMinutes(1)).Verdict.ShouldBe(AnalysisVerdict.NoData);
        world.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public void Judge_fewer_requests_than_asked_for_never_passes()
    {
        var world = new AnalysisWorld(new()
        {
            MinRequests = 5000,
            Metrics = [new() { Name = "errors", ErrorRate = new() { Max = "0.1" } }],
        });
        world.Look();
        var outcome = world.After(() => world.Serve(9000, 0, 0));
        (outcome.Verdict, world.Metric().MoreRequests).ShouldBe((AnalysisVerdict.Inconclusive, 500));
        world.After(() => world.Serve(1000, 0, 0)).Verdict.ShouldBe(AnalysisVerdict.NonInferior);
    }

    [Fact]
    public void Judge_requests_that_come_past_the_route_are_told_and_hold()
    {
        var world = new AnalysisWorld();
        world.Move(5);
        world.Look();
        world.After(() => world.Serve(100_000, 0.001, 0.001)).Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        world.Status.SplitSuspect.ShouldBeNull();
        var outcome = world.After(() => world.Routers[0].Canary.Serve(5000, 0.001, 0));
        outcome.Verdict.ShouldBe(AnalysisVerdict.Inconclusive);
        outcome.Message.ShouldContain("comparisons cannot be trusted");
        world.Events.ShouldContain(text => text.StartsWith("Warning TrafficSplitSuspect", StringComparison.Ordinal));
        world.Subject = world.Subject with { Sticky = true };
    }

    [Fact]
    public void Judge_by_threshold_takes_as_many_figures_in_a_row_as_it_says()
    {
        var world = new AnalysisWorld(With(new AnalysisMetric
        {
            Name = "errors",
            Judge = AnalysisJudge.Threshold,
            FailureLimit = 2,
            ErrorRate = new() { Max = "0.01" },
        }));
        world.Look().Verdict.ShouldBe(AnalysisVerdict.NoData);
        world.After(() => world.Serve(40, 1, 0)).Verdict.ShouldBe(AnalysisVerdict.Inconclusive);
        world.After(() => world.Serve(100, 0.02, 0)).Message.ShouldContain("1 of 2 times in a row");
        world.After(() => world.Serve(200, 0, 0)).Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        world.Restart();
        world.Look().Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        world.After(() => world.Serve(200, 0.02, 0)).Verdict.ShouldBe(AnalysisVerdict.Inconclusive);
        world.After(() => world.Serve(200, 0.02, 0)).Verdict.ShouldBe(AnalysisVerdict.Harmful);
    }

    [Fact]
    public void Judge_in_probation_minds_limits_of_its_own_and_compares_nothing()
    {
        var world = new AnalysisWorld(With(
            new() { Name = "errors", ErrorRate = new() { Max = "0.01" } }, new() { Name = "ratio", ErrorRate = new() }));
        world.Move(100);
        world.Subject = world.Subject with { Probation = true };
        var outcome = world.Until(() => world.Serve(2000, 0.03, 0));
        outcome.Verdict.ShouldBe(AnalysisVerdict.Harmful);
        world.Status.Metrics!.ShouldHaveSingleItem().Name.ShouldBe("errors");
        var idle = new AnalysisWorld();
        idle.Subject = idle.Subject with { Probation = true, Weight = 100 };
        idle.Look().Message.ShouldContain("only crashes are watched");
        idle.Asked.ShouldBeEmpty();
    }

    [Fact]
    public void Judge_a_spec_without_analysis_is_null() => Operator.Models.Analysis.AnalysisPolicy.Judge(
        new() { Now = Samples.Start, Model = Samples.Model(), Settings = Samples.Settings }, new AnalysisWorld().Subject).ShouldBeNull();

    [Fact]
    public void Status_of_many_metrics_over_many_weights_stays_small()
    {
        var metrics = Enumerable.Range(0, AnalysisLimits.MaxMetrics)
            .Select(index => new AnalysisMetric { Name = $"metric-{index}", ErrorRate = new() }).ToArray();
        var world = new AnalysisWorld(With(metrics));
        for (var weight = 1; weight < 40; weight++)
        {
            world.Move(weight);
            world.Look();
            world.After(() => world.Serve(100_000_000, 0.01, 0.01));
        }

        world.Metric("metric-7").Evidence!.Count.ShouldBe(AnalysisLimits.MaxStretches);
        JsonSerializer.Serialize(world.Status, CrdJson.Options).Length.ShouldBeLessThan(16 * 1024);
    }

    [Fact]
    public void Effect_is_plain_data()
    {
        var world = new AnalysisWorld();
        var effect = Operator.Models.Analysis.AnalysisPolicy.Judge(world.Observe(), world.Subject)!.Effects.OfType<External>().Single();
        effect.Argument.ToJsonString().ShouldContain("\"canary\":\"fraud-91ab33d0\"");
        effect.IdempotencyKey.ShouldBe("uid-fraud/fraud-91ab33d0/1");
    }
}
