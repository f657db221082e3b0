using CsCheck;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.Tests.RetrainPolicies;

public sealed class RetrainCrashTests
{
    /// <summary>A retraining from what asks for it to serving, with the operator dead after any effect of any look.</summary>
    [Fact]
    public void Crash_after_any_effect_leads_to_one_run_and_one_Promotion() => (
        from deaths in Gen.Int[0, 3].Array[40]
        select deaths).Sample(deaths =>
    {
        var sketch = new RetrainSketch(RetrainSketch.Spec with { Guards = new() { Cooldown = new("0s") } });
        var next = 0;
        void Look()
        {
            for (var i = 0; i < 8; i++) sketch.Look(next < deaths.Length ? deaths[next++] : null);
        }

        sketch.Policy.Metadata.Annotations = new Dictionary<string, string> { ["modelwright.io/retrain"] = "1" };
        Look();
        sketch.Settle();
        sketch.Made.ShouldBe(["TrainingRun/keep-0001"]);
        sketch.AddVersion("fraud-v1", "0.9");
        sketch.End("keep-0001", true, "Registered", status => status with { ModelVersion = "fraud-v1" });
        Look();
        sketch.Settle();
        sketch.Made.ShouldBe(["TrainingRun/keep-0001", "Promotion/keep-0001"]);
        sketch.Conclude("True", PromotionReasons.Promoted);
        Look();
        sketch.Settle();
        sketch.Made.Count.ShouldBe(2);
        sketch.Decisions.ShouldBe(["Promoted/Promoted", "Accepted/Gate", "Started/Triggered"]);
        sketch.Status.Starts!.Count.ShouldBe(1);
    }, iter: 500);

    [Fact]
    public void Policy_that_was_made_anew_takes_numbers_that_nobody_had()
    {
        var sketch = new RetrainSketch(RetrainSketch.Spec);
        sketch.Ask("1");
        sketch.Policy = sketch.Policy with { Status = null };
        sketch.Settle();
        sketch.Made.ShouldBe(["TrainingRun/keep-0001", "TrainingRun/keep-0002"]);
    }

    [Fact]
    public void Run_that_somebody_deletes_is_not_made_again()
    {
        var sketch = new RetrainSketch(RetrainSketch.Spec);
        sketch.Ask("1");
        sketch.Runs.Clear();
        sketch.Pass(TimeSpan.FromDays(10));
        sketch.Decisions[0].ShouldBe("Failed/RunDeleted");
        sketch.Made.Count.ShouldBe(1);
        sketch.Condition.Reason.ShouldBe(RetrainReasons.Watching);
    }
}
