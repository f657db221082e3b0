using System.Globalization;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Statistics.LogLinear;

namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>Predictions of two revisions, and figures of Prometheus.</summary>
public sealed class AnalysisPredictionTests
{
    private const string Canary = "10.0.2.1";
    private const string Stable = "10.0.2.2";

    private readonly AnalysisWorld world = new(new()
    {
        Metrics = [new() { Name = "drift", PredictionDrift = new() { Max = "0.1" } }],
    });

    public AnalysisPredictionTests()
    {
        world.Pods.AddRange(
        [
            new() { Name = "c", Uid = "c", Revision = AnalysisWorld.Canary, Ready = true, Address = Canary },
            new() { Name = "s", Uid = "s", Revision = AnalysisWorld.Stable, Ready = true, Address = Stable },
        ]);
        Labels(Canary, 0, 0);
        Labels(Stable, 600, 400);
    }

    private void Labels(string address, long zeros, long ones, string start = "a") => world.Servers[address] = $$"""
        {"start":"{{start}}","revision":"{{(address == Canary ? AnalysisWorld.Canary : AnalysisWorld.Stable)}}","outputs":[
         {"name":"label","element":null,"kind":"Category","rows":{{zeros + ones}},"counts":[["0",{{zeros}}],["1",{{ones}}]],"other":0}]}
        """;

    private void Scores(string address, Func<int, double> score, int rows)
    {
        var counts = Enumerable.Range(0, rows).GroupBy(row => LogLinearBins.IndexOf(score(row))).OrderBy(bin => bin.Key)
            .Select(bin => string.Create(CultureInfo.InvariantCulture, $"[{bin.Key},{bin.Count()}]"));
        world.Servers[address] = $$"""
            {"start":"a","revision":"{{(address == Canary ? AnalysisWorld.Canary : AnalysisWorld.Stable)}}","outputs":[
             {"name":"score","element":1,"kind":"Number","rows":{{rows}},"nan":0,"infinite":0,"counts":[{{string.Join(',', counts)}}]}]}
            """;
    }

    [Fact]
    public void Judge_the_same_predictions_passes_and_only_what_came_after_the_first_reading_counts()
    {
        world.Look().Verdict.ShouldBe(AnalysisVerdict.NoData);
        for (var round = 1; round <= 10; round++)
        {
            Labels(Canary, round * 6000, round * 4000);
            Labels(Stable, 600 + round * 6000, 400 + round * 4000);
            world.After();
        }

        var metric = world.Metric("drift");
        metric.Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        (metric.Output, metric.OutputKind).ShouldBe(("label[0]", PredictionKind.Category));
        metric.Bins.ShouldBe(["0", "1"]);
        metric.CanaryCounts.ShouldBe([60_000, 40_000, 0, 0]);
        metric.StableCounts.ShouldBe([60_000, 40_000, 0, 0]);
    }

    [Fact]
    public void Judge_other_predictions_are_harmful_though_nothing_fails()
    {
        world.Look();
        var outcome = world.After();
        for (var round = 1; round <= 20 && outcome.Verdict != AnalysisVerdict.Harmful; round++)
        {
            Labels(Canary, round * 300, round * 700);
            Labels(Stable, 600 + round * 600, 400 + round * 400);
            outcome = world.After();
        }

        outcome.Verdict.ShouldBe(AnalysisVerdict.Harmful);
        outcome.Message.ShouldStartWith("drift: label[0]: distance 0.3 of ");
    }

    [Theory]
    [InlineData(0, AnalysisVerdict.NonInferior)]
    [InlineData(0.4, AnalysisVerdict.Harmful)]
    public void Judge_scores_by_bins_of_the_stable_revision(double shift, AnalysisVerdict expected)
    {
        double Score(int row) => 0.05 + row % 97 / 100.0;
        Scores(Stable, Score, 970);
        world.Look();
        for (var round = 1; round <= 10; round++)
        {
            Scores(Stable, Score, 970 + round * 9700);
            Scores(Canary, row => Math.Min(1.02, Score(row) + shift), round * 9700);
            world.After();
        }

        world.Metric("drift").Verdict.ShouldBe(expected);
        world.Metric("drift").Output.ShouldBe("score[1]");
        world.Metric("drift").Bins!.Count.ShouldBeInRange(5, AnalysisLimits.MaxBins);
    }

    [Fact]
    public void Judge_a_server_that_began_anew_is_first_read_and_an_operator_that_did_goes_on()
    {
        world.Look();
        Labels(Canary, 60, 40);
        world.After();
        Labels(Canary, 600, 400, start: "b");
        world.After();
        world.Metric("drift").CanaryCounts.ShouldBe([60, 40, 0, 0]);
        world.Restart();
        world.Look();
        Labels(Canary, 660, 440, start: "b");
        world.After();
        world.Metric("drift").CanaryCounts.ShouldBe([120, 80, 0, 0]);
    }

    [Theory]
    [InlineData("nonsense", "not JSON")]
    [InlineData("""{"start":"a","revision":"other","outputs":[]}""", "not of fraud-")]
    [InlineData("""{"start":"a","revision":"fraud-91ab33d0","outputs":[{"name":"label","kind":"Sound","counts":[]}]}""", "not Category")]
    public void Judge_answers_that_are_not_as_agreed_hold(string answer, string words)
    {
        world.Look();
        world.Servers[Canary] = answer;
        for (var round = 0; round < 4; round++) world.After().Verdict.ShouldBe(AnalysisVerdict.NoData);
        var outcome = world.After();
        outcome.Verdict.ShouldBe(AnalysisVerdict.Unavailable);
        outcome.Message.ShouldContain(words);
    }

    [Fact]
    public void Judge_servers_are_read_only_for_a_metric_of_predictions()
    {
        var plain = new AnalysisWorld();
        plain.Pods.AddRange(world.Pods);
        plain.Look();
        plain.Asked.ShouldBe(["10.0.1.0"]);
        world.Look();
        world.Asked.ShouldBe(["10.0.1.0", Canary, Stable], ignoreOrder: true);
    }

    [Fact]
    public void Judge_a_query_gets_the_names_and_decides_by_figures_in_a_row()
    {
        var queried = new AnalysisWorld(new()
        {
            Metrics =
            [
                new()
                {
                    Name = "revenue",
                    FailureLimit = 2,
                    Prometheus = new()
                    {
                        Query = "sum(x{m=\"{{model}}\",n=\"{{namespace}}\",a=\"{{revision}}\",b=\"{{stable}}\"})",
                        Min = "0.9",
                    },
                },
            ],
        });
        string Value(string text) =>
            $$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1.5,"{{{text}}}"]}]}}""";
        queried.Prometheus = _ => """{"status":"success","data":{"resultType":"vector","result":[]}}""";
        queried.Look().Verdict.ShouldBe(AnalysisVerdict.NoData);
        queried.Asked.ShouldContain("sum(x{m=\"fraud\",n=\"shop\",a=\"fraud-91ab33d0\",b=\"fraud-6f9c2a1b\"})");
        queried.Prometheus = _ => Value("0.95");
        queried.After().Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        queried.Prometheus = _ => Value("NaN");
        queried.After().Verdict.ShouldBe(AnalysisVerdict.NoData);
        queried.Prometheus = _ => Value("0.5");
        queried.After().Verdict.ShouldBe(AnalysisVerdict.Inconclusive);
        queried.Prometheus = _ => """{"status":"error","errorType":"bad_data","error":"parse error"}""";
        queried.After().Message.ShouldContain("parse error");
        queried.Prometheus = _ => Value("0.5");
        queried.After().Verdict.ShouldBe(AnalysisVerdict.Harmful);
    }
}
