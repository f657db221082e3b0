using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tests.RetrainPolicies;

/// <summary>What a candidate must show, and its way out.</summary>
public sealed class RetrainGateTests
{
    private static readonly GateMetric Auc = new() { Name = "auc", Direction = ObjectiveDirection.Maximize };

    private static RetrainSketch With(RetrainGate gate, string? champion = "0.90")
    {
        var template = RetrainSketch.Spec.Template with
        {
            Inputs = [new() { Name = "holdout", Artifact = new() { Uri = "pvc://data/h.csv" } }],
        };
        var sketch = new RetrainSketch(RetrainSketch.Spec with
        {
            Template = template,
            Gate = gate,
            Guards = new() { Cooldown = new("0s"), Backoff = new() { Initial = new("1m"), Factor = 1 } },
        });
        if (champion is not null)
        {
            sketch.AddVersion("fraud-v0", champion);
            sketch.Champion = "fraud-v0";
        }

        sketch.Ask("1");
        return sketch;
    }

    private static RetrainGate Compare(GateMetric metric) => new() { Holdout = new() { Input = "holdout" }, Metrics = [metric] };

    [Fact]
    public void Better_candidate_is_promoted_with_its_evidence_and_what_it_was_compared_with()
    {
        var sketch = With(Compare(Auc));
        sketch.Register("0.92");
        var spec = sketch.Promotions["keep-0001"].Spec;
        (spec.Version, spec.From, spec.RequiredApprovals).ShouldBe(("fraud-v1", "fraud-v0", null));
        spec.Requester.ShouldBe(new() { Kind = RequesterKind.RetrainPolicy, Name = "keep" });
        var evidence = spec.Evidence!.Single();
        (evidence.Candidate, evidence.Champion, evidence.LowerBound).ShouldBe(("0.92", "0.90", "0.02"));
        (evidence.Rows, evidence.Passed).ShouldBe((1000L, true));
        sketch.Status.Gate!.Method.ShouldBe(GateMethod.RecordedMetrics);
        sketch.Conclude();
        sketch.Decisions.ShouldBe(["Promoted/Promoted", "Accepted/Gate", "Started/Triggered"]);
        sketch.Condition.Reason.ShouldBe(RetrainReasons.Watching);
    }

    [Fact]
    public void Candidate_that_is_no_better_is_rejected_and_nothing_is_promoted()
    {
        var sketch = With(Compare(Auc));
        sketch.Register("0.90");
        sketch.Promotions.ShouldBeEmpty();
        (sketch.Decisions[0], sketch.Status.ConsecutiveRejections).ShouldBe(("Rejected/Gate", 1));
        sketch.Status.BackoffUntil.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(GateMode.Improve, "0.01", "0.915", true)]
    [InlineData(GateMode.Improve, "0.01", "0.905", false)]
    [InlineData(GateMode.NonInferior, null, "0.9", true)]
    [InlineData(GateMode.NonInferior, "0.01", "0.895", true)]
    [InlineData(GateMode.NonInferior, "0.01", "0.885", false)]
    public void Margin_is_what_it_must_gain_or_may_lose(GateMode mode, string? margin, string auc, bool passes)
    {
        var sketch = With(Compare(Auc with { Mode = mode, Margin = margin }));
        sketch.Register(auc);
        sketch.Promotions.Count.ShouldBe(passes ? 1 : 0);
    }

    /// <summary>z(0.95) = 1.644854; √((0.92·0.08 + 0.9·0.1)/n) is 0.012788 for 1,000 rows and 0.002860 for 20,000.</summary>
    [Theory]
    [InlineData(1000, "-0.00103", false)]
    [InlineData(20_000, "0.01529", true)]
    public void Share_of_rows_counts_at_the_lower_end_of_its_interval(long rows, string lower, bool passes)
    {
        var sketch = With(Compare(Auc with { Share = true }));
        sketch.Register("0.92", rows: rows);
        var evidence = sketch.Status.Gate!.Evidence!.Single();
        evidence.Passed.ShouldBe(passes);
        double.Parse(evidence.LowerBound!, System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(double.Parse(lower, System.Globalization.CultureInfo.InvariantCulture), 1e-5);
    }

    [Fact]
    public void Figures_from_another_holdout_are_not_compared_and_a_person_decides()
    {
        var sketch = With(Compare(Auc));
        sketch.Register("0.99", holdout: "h2");
        sketch.Decisions[0].ShouldBe("Undecided/Gate");
        sketch.Status.Gate!.Message.ShouldBe("fraud-v0 was measured on another version of the holdout");
        sketch.Promotions.Values.Single().Spec.RequiredApprovals.ShouldBe(1);
    }

    [Fact]
    public void Champion_that_is_gone_cannot_be_compared()
    {
        var sketch = With(Compare(Auc));
        sketch.Versions.Remove("fraud-v0");
        sketch.Register("0.99");
        sketch.Decisions[0].ShouldBe("Undecided/Gate");
    }

    [Fact]
    public void Metric_that_the_run_did_not_report_does_not_pass()
    {
        var sketch = With(Compare(Auc));
        sketch.Register();
        sketch.Status.Decisions![0].Message!.ShouldEndWith("auc: the run did not report it");
    }

    [Fact]
    public void Limits_hold_whatever_serves()
    {
        var sketch = With(new() { Limits = [new() { Metric = "auc", Min = "0.8" }], MaxBytes = 500 }, champion: null);
        sketch.Register("0.85", bytes: 501);
        sketch.Status.Decisions![0].Message!.ShouldContain("bytes: must be at most 500");
        sketch.Ask("2");
        sketch.Pass(TimeSpan.FromMinutes(1));
        sketch.Register("0.85", bytes: 500);
        sketch.Decisions[0].ShouldBe("Accepted/Gate");
    }

    [Fact]
    public void First_version_of_all_can_be_left_to_a_person()
    {
        var sketch = With(new() { NoChampion = NoChampionPolicy.Hold }, champion: null);
        sketch.Register();
        sketch.Promotions.Values.Single().Spec.RequiredApprovals.ShouldBe(1);
    }

    [Fact]
    public void Worn_holdout_is_trusted_no_more_until_it_changes()
    {
        var sketch = With(new() { Holdout = new() { Input = "holdout", MaxUses = 2 }, Metrics = [Auc] });
        foreach (var token in new[] { "2", "3" })
        {
            sketch.Register("0.5");
            sketch.Ask(token);
            sketch.Pass(TimeSpan.FromMinutes(1));
        }

        sketch.Register("0.95");
        sketch.Decisions[0].ShouldBe("Undecided/Gate");
        sketch.Status.Gate!.Message!.ShouldStartWith("the holdout is worn");
        sketch.Status.Holdouts!.Single().ShouldBe(new() { Digest = "h1", Uses = 3 });
    }

    [Fact]
    public void Promotion_by_approval_asks_for_people_and_waits_for_them()
    {
        var sketch = With(new());
        sketch.Change(spec => spec with { Promotion = new() { Mode = PromotionMode.Approval, RequiredApprovals = 2 } });
        sketch.Register();
        var spec = sketch.Promotions.Values.Single().Spec;
        (spec.RequiredApprovals, spec.ApprovalTimeout!.Value.Text).ShouldBe((2, RetrainDefaults.ApprovalTimeout));
        sketch.Conclude("Unknown", PromotionReasons.AwaitingApproval);
        sketch.Condition.Reason.ShouldBe(RetrainReasons.AwaitingApproval);
        sketch.Conclude("False", PromotionReasons.Rejected);
        sketch.Decisions[0].ShouldBe("Rejected/Rejected");
    }

    [Fact]
    public void Candidate_that_the_canary_takes_back_counts_as_rejected()
    {
        var sketch = With(new());
        sketch.Register();
        sketch.Conclude("False", PromotionReasons.TakenBack);
        (sketch.Decisions[0], sketch.Status.ConsecutiveRejections).ShouldBe(("Rejected/TakenBack", 1));
        sketch.Status.BackoffUntil.ShouldBe(sketch.Now.AddMinutes(1));
    }

    [Fact]
    public void Candidate_whose_champion_moved_on_is_compared_again()
    {
        var sketch = With(Compare(Auc));
        sketch.Register("0.92");
        sketch.AddVersion("fraud-v7", "0.91");
        sketch.Champion = "fraud-v7";
        sketch.Conclude("False", PromotionReasons.Stale);
        sketch.Made.ShouldBe(["TrainingRun/keep-0001", "Promotion/keep-0001", "Promotion/keep-0001-2"]);
        sketch.Promotions["keep-0001-2"].Spec.From.ShouldBe("fraud-v7");
        sketch.Status.Holdouts!.Single().Uses.ShouldBe(2);
    }

    [Fact]
    public void Candidate_that_somebody_overtook_is_given_up_without_blame()
    {
        var sketch = With(new());
        sketch.Register();
        sketch.Conclude("False", PromotionReasons.Superseded);
        (sketch.Decisions[0], sketch.Status.ConsecutiveRejections).ShouldBe(("Withdrawn/Superseded", null));
    }
}
