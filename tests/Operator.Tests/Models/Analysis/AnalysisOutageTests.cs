using Modelwright.Crds.Models.Analysis;

namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>
/// Measurements that fail, in each way and in each phase of a rollout: they decide nothing, whatever they are, and what comes after them is
/// counted as if they had not been.
/// </summary>
public sealed class AnalysisOutageTests
{
    public enum Phase
    {
        BeforeTheFirst,
        InTheMiddle,
        AfterTheVerdict,
    }

    public static TheoryData<string, Phase> Cases
    {
        get
        {
            var cases = new TheoryData<string, Phase>();
            foreach (var name in SpoiltAnswers.All.Keys)
                foreach (var phase in Enum.GetValues<Phase>())
                    cases.Add(name, phase);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Judge_holds_while_answers_are_spoilt_says_so_and_goes_on(string name, Phase phase)
    {
        var world = new AnalysisWorld();
        void Serve() => world.Serve(1000, 0.02, 0.02);
        if (phase == Phase.InTheMiddle)
        {
            world.Look();
            world.After(Serve).Verdict.ShouldBe(AnalysisVerdict.Inconclusive);
        }
        else if (phase == Phase.AfterTheVerdict)
        {
            world.Until(Serve).Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        }

        var before = world.Status.Metrics?[0].Evidence;
        var last = before is null ? AnalysisVerdict.NoData : world.Status.Verdict;
        world.Spoilt = SpoiltAnswers.All[name];
        for (var time = 1; time <= 7; time++)
        {
            // Requests go on; what a spoilt answer says of them, and what they would say, must decide nothing.
            var outcome = time == 1 && phase == Phase.BeforeTheFirst ? world.Look() : world.After(Serve);
            outcome.Verdict.ShouldBe(time >= 5 ? AnalysisVerdict.Unavailable : last, $"at time {time}");
            outcome.Message.ShouldContain("router router-0: ");
            outcome.Message.ShouldContain($"({Math.Min(time, 5)} of 5 times in a row)");
            world.Metric().Evidence.ShouldBe(before);
        }

        world.Events.Count(text => text.StartsWith("Warning AnalysisUnavailable", StringComparison.Ordinal)).ShouldBe(1);
        world.Spoilt = null;
        world.After(Serve);
        world.Until(Serve).Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        (world.Metric().Errors, world.Metric().Problem).ShouldBe((null, null));
    }

    [Fact]
    public void Judge_counts_that_go_backwards_in_one_process_are_an_error_and_count_nothing()
    {
        var world = new AnalysisWorld();
        world.Look();
        world.After(() => world.Serve(1000, 0.02, 0.02));
        var before = world.Metric().Evidence;
        world.Spoilt = json => json.Replace("\"requests\":500", "\"requests\":20", StringComparison.Ordinal);
        world.After().Message.ShouldContain("a count went backwards");
        world.Metric().Evidence.ShouldBe(before);
    }

    [Fact]
    public void Judge_one_router_of_two_that_cannot_be_read_keeps_a_revision_from_passing()
    {
        var world = new AnalysisWorld();
        world.Routers.Add(new("router-1"));
        world.Look();
        world.Spoilt = json => json.Contains("router-1", StringComparison.Ordinal) ? "nonsense" : json;
        for (var round = 0; round < 4; round++)
            world.After(() => world.Serve(100_000, 0.02, 0.02)).Verdict.ShouldBe(AnalysisVerdict.Inconclusive);
        world.Metric().CanaryRequests.ShouldBe(4 * 25_000);
        world.Spoilt = null;
        world.After().Verdict.ShouldBe(AnalysisVerdict.NonInferior);
        world.Metric().CanaryRequests.ShouldBe(4 * 50_000);
    }
}
