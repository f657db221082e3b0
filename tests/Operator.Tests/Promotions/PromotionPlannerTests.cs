using System.Text.Json;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.Values;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Promotions;

public sealed class PromotionPlannerTests
{
    private readonly PromotionSketch sketch = new();

    [Fact]
    public void Promotion_leads_the_channel_to_its_version_and_succeeds_when_that_serves()
    {
        sketch.Add("p1", "v1");
        sketch.Reason("p1").ShouldBe(PromotionReasons.RollingOut);
        sketch.Follow().ShouldBe(new() { Name = "champion", Version = "v1", Promotion = "p1", Number = 1 });
        sketch.Roll(null, next: "v1");
        sketch.Reason("p1").ShouldBe(PromotionReasons.RollingOut);
        sketch.Roll("v1");
        sketch.Reason("p1").ShouldBe(PromotionReasons.Promoted);
        sketch.Look("p1").Effects.ShouldBeEmpty();
        sketch.Events.ShouldBe([PromotionReasons.RollingOut, PromotionReasons.Promoted]);
    }

    [Fact]
    public void Promotion_waits_for_as_many_different_people_as_it_asks_for()
    {
        sketch.Add("p1", "v1", spec => spec with { RequiredApprovals = 2 });
        sketch.Reason("p1").ShouldBe(PromotionReasons.AwaitingApproval);
        sketch.Approve("p1", "ada");
        sketch.Approve("p1", "ada");
        sketch.Condition("p1").Message.ShouldStartWith("1 of 2 approvals");
        sketch.Approve("p1", "bob", ApprovalDecision.Approve);
        sketch.Reason("p1").ShouldBe(PromotionReasons.RollingOut);
        sketch.Promotions["p1"].Status!.ApprovedBy.ShouldBe(["ada", "bob"]);
    }

    [Fact]
    public void Promotion_that_one_person_rejects_ends()
    {
        sketch.Add("p1", "v1", spec => spec with { RequiredApprovals = 1 });
        sketch.Approve("p1", "ada");
        sketch.Approve("p1", "bob", ApprovalDecision.Reject);
        sketch.Reason("p1").ShouldBe(PromotionReasons.Rejected);
        sketch.Follow().ShouldBeNull();
    }

    [Fact]
    public void Promotion_that_nobody_approves_in_time_expires_at_the_moment_it_said_it_would_wake()
    {
        sketch.Add("p1", "v1", spec => spec with { RequiredApprovals = 1, ApprovalTimeout = new Duration("24h") });
        sketch.Now += TimeSpan.FromHours(23);
        sketch.Look("p1").WakeAfter.ShouldBe(TimeSpan.FromHours(1));
        sketch.Reason("p1").ShouldBe(PromotionReasons.AwaitingApproval);
        sketch.Now += TimeSpan.FromHours(1);
        sketch.Reason("p1").ShouldBe(PromotionReasons.Expired);
    }

    [Fact]
    public void Promotion_of_a_Model_that_is_missing_or_pinned_waits()
    {
        sketch.Add("p1", "v1");
        var model = sketch.Model;
        sketch.Model = null;
        sketch.Reason("p1").ShouldBe(PromotionReasons.WaitingForModel);
        sketch.Model = Samples.Model(new() { Source = new() { Version = "v1" } });
        sketch.Condition("p1").Message.ShouldContain("set its spec.source to channel: champion");
        sketch.Reason("p1").ShouldBe(PromotionReasons.ModelPinned);
        sketch.Model = model;
        sketch.Reason("p1").ShouldBe(PromotionReasons.RollingOut);
    }

    [Theory]
    [InlineData(null, PromotionReasons.WaitingForVersion)]
    [InlineData(false, PromotionReasons.VersionNotReady)]
    public void Promotion_of_a_version_that_cannot_serve_does_not_decide_the_channel(bool? ready, string reason)
    {
        sketch.Versions["v1"] = Samples.Version("v1", ready);
        sketch.Add("p1", "v1");
        sketch.Reason("p1").ShouldBe(reason);
        sketch.Follow().ShouldBeNull();
    }

    [Fact]
    public void Promotion_whose_version_is_taken_back_says_why_and_the_channel_leads_where_it_led()
    {
        Serve("p1", "v1");
        sketch.Add("p2", "v2");
        sketch.Reason("p2").ShouldBe(PromotionReasons.RollingOut);
        sketch.Follow()!.Version.ShouldBe("v2");
        sketch.Roll("v1", aborted: "v2", cause: "fraud-v2: its error rate is harmful");
        var condition = sketch.Condition("p2");
        (condition.Reason, condition.Message).ShouldBe((PromotionReasons.TakenBack, "fraud-v2: its error rate is harmful"));
        sketch.Follow()!.Version.ShouldBe("v1");
        sketch.Roll("v1");
        Serve("p3", "v2");
        sketch.Promotions["p3"].Status!.Number.ShouldBe(3);
    }

    [Fact]
    public void Promotion_in_probation_is_not_over()
    {
        sketch.Add("p1", "v1");
        sketch.Look("p1");
        sketch.Follow();
        sketch.Roll("v1");
        var probation = new Crds.Models.Rollouts.ProbationStatus { Revision = "fraud-v1", Previous = "fraud-v0", EndTime = sketch.Now };
        sketch.Model = sketch.Model! with { Status = sketch.Model.Status! with { Probation = probation } };
        sketch.Reason("p1").ShouldBe(PromotionReasons.Probation);
    }

    [Fact]
    public void Promotion_that_another_one_overtakes_is_superseded()
    {
        Serve("p1", "v1");
        sketch.Add("p2", "v2");
        sketch.Look("p2");
        sketch.Add("p3", "v3");
        sketch.Reason("p3").ShouldBe(PromotionReasons.WaitingForTurn);
        sketch.Follow();
        sketch.Roll("v1", next: "v2");
        sketch.Reason("p3").ShouldBe(PromotionReasons.RollingOut);
        sketch.Reason("p2").ShouldBe(PromotionReasons.Superseded);
        sketch.Follow().ShouldBe(new() { Name = "champion", Version = "v3", Promotion = "p3", Number = 3, Previous = "v1" });
    }

    [Fact]
    public void Promotion_that_was_compared_with_another_champion_is_stale()
    {
        Serve("p1", "v1");
        sketch.Add("p2", "v2", spec => spec with { From = "v1", RequiredApprovals = 1 });
        sketch.Reason("p2").ShouldBe(PromotionReasons.AwaitingApproval);
        Serve("p3", "v3");
        sketch.Approve("p2", "ada");
        sketch.Reason("p2").ShouldBe(PromotionReasons.Stale);
    }

    [Fact]
    public void Promotion_of_a_revision_that_does_not_come_up_is_taken_back_where_there_is_something_to_go_back_to()
    {
        sketch.Add("p1", "v1");
        sketch.Look("p1");
        sketch.Follow();
        sketch.Roll(null, next: "v1");
        NotReady();
        sketch.Reason("p1").ShouldBe(PromotionReasons.RollingOut);
        sketch.Roll("v1");
        sketch.Reason("p1").ShouldBe(PromotionReasons.Promoted);
        sketch.Add("p2", "v2");
        sketch.Look("p2");
        sketch.Follow();
        sketch.Roll("v1", next: "v2");
        NotReady();
        sketch.Condition("p2").Message.ShouldStartWith(ModelReasons.ProgressDeadlineExceeded);
        sketch.Reason("p2").ShouldBe(PromotionReasons.TakenBack);
    }

    [Fact]
    public void Promotion_records_what_the_analysis_said()
    {
        Serve("p1", "v1");
        sketch.Add("p2", "v2");
        sketch.Look("p2");
        sketch.Follow();
        sketch.Roll("v1", next: "v2");
        sketch.Model = sketch.Model! with
        {
            Status = sketch.Model.Status! with { Analysis = new() { Canary = "fraud-v2", Stable = "fraud-v1", Message = "errors" } },
        };
        sketch.Look("p2");
        sketch.Promotions["p2"].Status!.Analysis!.ShouldEndWith(": errors");
    }

    [Fact]
    public void Promotion_whose_requester_approves_it_waits_for_somebody_else()
    {
        sketch.Add("p1", "v1", spec => spec with { RequiredApprovals = 1 });
        sketch.Approve("p1", "eve");
        sketch.Condition("p1").Message.ShouldContain("eve, who asks for it, does not count");
        sketch.Reason("p1").ShouldBe(PromotionReasons.AwaitingApproval);
        sketch.Approve("p1", "bob");
        sketch.Reason("p1").ShouldBe(PromotionReasons.RollingOut);
        sketch.Promotions["p1"].Status!.ApprovedBy.ShouldBe(["bob"]);
    }

    [Fact]
    public void Promotion_in_probation_that_another_one_overtakes_served_and_is_what_is_gone_back_to()
    {
        Serve("p1", "v1");
        sketch.Add("p2", "v2");
        sketch.Look("p2");
        sketch.Follow();
        sketch.Roll("v2");
        Decide("p3", "v3");
        sketch.Reason("p2").ShouldBe(PromotionReasons.Promoted);
        sketch.Follow();
        sketch.Roll("v2", aborted: "v3", cause: "errors");
        sketch.Reason("p3").ShouldBe(PromotionReasons.TakenBack);
        sketch.Follow()!.Version.ShouldBe("v2");
    }

    [Fact]
    public void Promotion_that_is_taken_back_after_a_person_undid_the_one_before_does_not_bring_that_back()
    {
        Serve("p1", "v1");
        Serve("p2", "v2");
        sketch.Roll("v1", aborted: "v2", cause: "a person went back to fraud-v1");
        Decide("p3", "v3", spec => spec with { From = "v1" });
        sketch.Follow()!.Previous.ShouldBe("v1");
        sketch.Roll("v1", aborted: "v3", cause: "errors");
        sketch.Reason("p3").ShouldBe(PromotionReasons.TakenBack);
        sketch.Follow().ShouldBe(new() { Name = "champion", Version = "v1", Number = 3 });
    }

    [Fact]
    public void Promotion_that_a_person_leaves_for_an_older_version_leads_the_channel_there()
    {
        Serve("p1", "v1");
        Serve("p2", "v2");
        Decide("p3", "v3");
        sketch.Follow()!.Previous.ShouldBe("v2");
        sketch.Roll("v3", next: "v1", aborted: "v3", cause: "a person went back to fraud-v1");
        sketch.Model = sketch.Model! with
        {
            Status = sketch.Model.Status! with { Rollout = sketch.Model.Status.Rollout! with { Rollback = true } },
        };
        sketch.Reason("p3").ShouldBe(PromotionReasons.TakenBack);
        sketch.Follow()!.Version.ShouldBe("v1");
    }

    [Fact]
    public void Promotion_that_is_the_first_of_a_Model_that_was_pinned_goes_back_to_what_serves()
    {
        sketch.Follow();
        sketch.Roll("v1");
        Decide("p1", "v2", spec => spec with { From = "v1" });
        sketch.Follow()!.Previous.ShouldBe("v1");
        sketch.Roll("v1", next: "v2");
        NotReady();
        sketch.Reason("p1").ShouldBe(PromotionReasons.TakenBack);
        sketch.Follow()!.Version.ShouldBe("v1");
    }

    [Fact]
    public void Promotion_that_was_compared_with_what_a_person_undid_is_stale()
    {
        Serve("p1", "v1");
        Serve("p2", "v2");
        sketch.Roll("v1", aborted: "v2");
        sketch.Add("p3", "v3", spec => spec with { From = "v2" });
        sketch.Condition("p3").Message.ShouldContain("serves v1");
        sketch.Reason("p3").ShouldBe(PromotionReasons.Stale);
    }

    [Fact]
    public void Promotion_that_rolls_out_is_written_once_per_verdict_and_at_its_end()
    {
        Serve("p1", "v1");
        Decide("p2", "v2");
        sketch.Follow();
        sketch.Roll("v1", next: "v2");
        Judge("1 error");
        sketch.Look("p2");
        var written = sketch.Promotions["p2"].Status;
        Judge("2 errors");
        sketch.Look("p2");
        Text(sketch.Promotions["p2"].Status).ShouldBe(Text(written));
        sketch.Roll("v2");
        sketch.Reason("p2").ShouldBe(PromotionReasons.Promoted);
        sketch.Promotions["p2"].Status!.Analysis!.ShouldEndWith(": 2 errors");
    }

    private static string Text(PromotionStatus? status) => JsonSerializer.Serialize(status, CrdJson.Options);

    private void Judge(string message) => sketch.Model = sketch.Model! with
    {
        Status = sketch.Model.Status! with
        {
            Analysis = new() { Canary = "fraud-v2", Stable = "fraud-v1", Message = message },
            Conditions = [new() { Type = ModelConditions.Progressing, Status = "True", Reason = "Stepping", Message = message }],
        },
    };

    private void Decide(string name, string version, Func<PromotionSpec, PromotionSpec>? change = null)
    {
        sketch.Add(name, version, change);
        sketch.Reason(name).ShouldBe(PromotionReasons.RollingOut);
    }

    private void NotReady() => sketch.Model = sketch.Model! with
    {
        Status = sketch.Model.Status! with
        {
            Conditions =
            [
                new()
                {
                    Type = ModelConditions.Progressing,
                    Status = "False",
                    Reason = ModelReasons.ProgressDeadlineExceeded,
                    Message = "it was not ready in time",
                },
            ],
        },
    };

    private void Serve(string name, string version)
    {
        sketch.Add(name, version);
        sketch.Serve(name);
    }
}
