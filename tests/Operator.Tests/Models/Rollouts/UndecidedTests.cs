using System.Globalization;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Tests.Models.Rollouts;

/// <summary>What a step does whose evidence does not decide.</summary>
public sealed class UndecidedTests
{
    private const string Timeout = "1h";

    [Fact]
    public void A_step_waits_for_its_requests_and_says_how_many()
    {
        var model = Serving(InconclusiveAction.Hold);
        var b = model.Want('b');
        Count(model, 5, 30, 570);
        model.Pass("10m");
        model.Rollout.Step.ShouldBe(1);
        model.Answer("Progressing").ShouldBe(("True", "WaitingForSamples"));
        model.Rollout.Next.ShouldNotBeNull().ShouldContain("once " + b + " has had 100 requests at this step (30 so far)");
        Count(model, 5, 101, 1_920);
        model.Cluster.Settle();
        (model.Rollout.Step, model.Weight(b)).ShouldBe((2, 50));
    }

    [Fact]
    public void Where_users_stay_with_their_side_the_metrics_count_the_requests()
    {
        var model = Serving(InconclusiveAction.Hold);
        model.Edit(rollout => rollout with { Strategy = RolloutStrategy.ABTest, Sticky = new() { Header = "x-user-id" } });
        model.Want('b');
        Count(model, 5, 101, 1_920);
        model.Cluster.Model.Status = model.Status with { Analysis = model.Status.Analysis! with { Requests = null } };
        model.Pass("10m");
        model.Rollout.Step.ShouldBe(2);
    }

    [Fact]
    public void A_gate_that_gives_nothing_to_count_ends_by_its_time()
    {
        var model = new RolloutSketch(new()
        {
            Strategy = RolloutStrategy.BlueGreen,
            Steps = [RolloutSketch.Step(0)],
            Probation = new() { Duration = new("1h") },
            Analysis = new() { Metrics = [new() { Name = "errors", ErrorRate = new() { Max = "0.01" } }] },
        });
        var b = model.Want('b');
        model.Pass("9m");
        model.Weight(b).ShouldBe(0);
        model.Pass("1m");
        model.Status.StableRevision.ShouldBe(b);
    }

    [Fact]
    public void A_step_that_cannot_be_measured_is_paused_and_says_why()
    {
        var model = Serving(InconclusiveAction.Promote);
        model.Want('b');
        var analysis = model.Status.Analysis.ShouldNotBeNull();
        model.Cluster.Model.Status = model.Status with
        {
            Analysis = analysis with
            {
                Metrics = [.. analysis.Metrics!.Select(metric => metric with { Errors = 5, Problem = "router-0: no answer within 3 s" })],
            },
        };
        model.Pass("10m");
        model.Pass(Timeout);
        model.Rollout.Step.ShouldBe(1);
        model.Status.Phase.ShouldBe(ModelPhase.Paused);
        model.Answer("Progressing").ShouldBe(("False", "MetricsUnavailable"));
        model.Rollout.Message.ShouldNotBeNull().ShouldContain("no answer within 3 s");
    }

    [Fact]
    public void Requests_of_an_earlier_weight_do_not_count()
    {
        var model = Serving(InconclusiveAction.Hold, third: true);
        model.Want('b');
        Count(model, 5, 200, 3_800);
        model.Pass("10m");
        model.Rollout.Step.ShouldBe(2);
        model.Pass("10m");
        model.Rollout.Step.ShouldBe(2);
    }

    [Theory]
    [InlineData(InconclusiveAction.Promote, 2)]
    [InlineData(InconclusiveAction.Hold, 1)]
    public void A_step_without_enough_requests_ends_as_the_spec_says(InconclusiveAction action, int step)
    {
        var model = Serving(action);
        model.Want('b');
        Count(model, 5, 30, 570);
        model.Pass("10m");
        model.Pass(Timeout);
        model.Rollout.Step.ShouldBe(step);
    }

    [Fact]
    public void Too_few_requests_take_a_revision_back_where_the_spec_says_so()
    {
        var model = Serving(InconclusiveAction.Abort);
        var b = model.Want('b');
        Count(model, 5, 30, 570);
        model.Pass("10m");
        model.Rollout.Next.ShouldNotBeNull().ShouldContain("it is taken back");
        model.Pass(Timeout);
        model.Status.AbortedRevision.ShouldBe(b);
    }

    [Fact]
    public void A_split_that_is_not_as_it_should_be_is_no_ground_for_a_promotion()
    {
        var model = Serving(InconclusiveAction.Promote);
        var (a, b) = (model.Revision('a'), model.Want('b'));
        model.Say("promote", b);
        Count(model, 50, 900, 100);
        model.Pass("10m");
        model.Pass(Timeout);
        model.Status.Analysis!.SplitSuspect.ShouldBe(true);
        (model.Status.StableRevision, model.Rollout.Step).ShouldBe((a, 2));
        model.Rollout.Next.ShouldNotBeNull().ShouldContain("split as they should be");
    }

    private static RolloutSketch Serving(InconclusiveAction action, bool third = false) => new(
        RolloutSketch.Canary([.. (third ? (int[])[5, 50, 60] : [5, 50]).Select(weight => RolloutSketch.Step(weight))]) with
        {
            Analysis = new() { MinRequests = 100, OnInconclusive = action, InconclusiveTimeout = new(Timeout) },
        });

    /// <summary>An operator has counted these, without a failure, and wrote them down.</summary>
    private static void Count(RolloutSketch model, int weight, long canary, long stable)
    {
        var stretch = string.Create(CultureInfo.InvariantCulture, $"{weight} {canary} 0 {stable} 0");
        var analysis = model.Status.Analysis.ShouldNotBeNull();
        model.Cluster.Model.Status = model.Status with
        {
            Analysis = analysis with
            {
                Requests = [stretch],
                Metrics = [.. analysis.Metrics!.Select(metric => metric with { Evidence = [stretch] })],
            },
        };
    }
}
