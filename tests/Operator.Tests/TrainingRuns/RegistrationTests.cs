using System.Text.Json.Nodes;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Planning;
using static Modelwright.Operator.Tests.TrainingRuns.RunSamples;

namespace Modelwright.Operator.Tests.TrainingRuns;

public sealed class RegistrationTests
{
    private static readonly TrainingRunSpec Registering = Plain with { Model = "fraud" };

    private static readonly string Report = $$"""
        {"final":true,"model":{"digest":"{{Samples.Digest('a')}}","bytes":12,"uri":"pvc://models/fraud-1-01234567/model.onnx"},
         "metrics":[["auc","0.9",3],["bad name","1",1],["loss","NaN",1]],"profile":{"digest":"{{Samples.Digest('b')}}"},
         "artifacts":[["evaluation.csv","{{Samples.Digest('c')}}",5]]}
        """;

    private static Plan First(int lastNumber = 0) => TrainingRunPlanner.Plan(
        See(Run(Registering, new() { Lineage = new() { Seed = 42, Image = "busybox" } }), Finished(true), Ended(0, report: Report)) with
        {
            LastNumber = lastNumber,
        });

    private static JsonNode Spec0(Plan plan) => Called(plan, VersionRegistrar.EffectName)!.Argument["version"]!["spec"]!;

    [Fact]
    public void Number_is_written_down_then_counted_then_used()
    {
        var plan = First(lastNumber: 6);
        Status(plan).ModelVersion.ShouldBe("fraud-v7");
        Succeeded(plan).ShouldBe(("Unknown", TrainingRunReasons.Registering));
        plan.Effects.Where(effect => effect is not Emit).Select(effect => effect.GetType().Name)
            .ShouldBe([nameof(PatchStatus), nameof(Apply), nameof(External)]);
        Applied(plan, "ConfigMap")!.Body["data"]!["number"]!.GetValue<string>().ShouldBe("7");
    }

    [Fact]
    public void Version_has_the_model_its_metrics_its_files_and_what_it_was_made_from()
    {
        var spec = Spec0(First());
        spec["number"]!.GetValue<int>().ShouldBe(1);
        spec["artifact"]!["uri"]!.GetValue<string>().ShouldBe("pvc://models/fraud-1-01234567/model.onnx");
        spec["artifact"]!["digest"]!.GetValue<string>().ShouldBe(Samples.Digest('a'));
        spec["metrics"]!.ToJsonString().ShouldBe("""{"auc":"0.9"}""");
        spec["profile"]!["uri"]!.GetValue<string>().ShouldBe("pvc://models/fraud-1-01234567/profile.json");
        spec["evaluation"]!["digest"]!.GetValue<string>().ShouldBe(Samples.Digest('c'));
        spec["lineage"]!["run"]!.GetValue<string>().ShouldBe("fraud-1");
        spec["lineage"]!["seed"]!.GetValue<int>().ShouldBe(42);
        spec["lineage"]!["parameters"]!["lr"]!.GetValue<string>().ShouldBe("0.1");
    }

    [Fact]
    public void After_a_crash_the_run_goes_on_with_the_number_it_has_also_without_its_pods()
    {
        var status = Status(First(lastNumber: 6));
        var plan = TrainingRunPlanner.Plan(See(Run(Registering, status)) with { LastNumber = 9 });
        Status(plan).ModelVersion.ShouldBe("fraud-v7");
        Spec0(plan).ToJsonString().ShouldBe(Spec0(First(lastNumber: 6)).ToJsonString());
        Applied(plan, "ConfigMap")!.Body["data"]!["number"]!.GetValue<string>().ShouldBe("9");
    }

    [Fact]
    public void Of_two_runs_with_the_same_number_the_later_one_takes_the_next()
    {
        var run = Run(Registering, Status(First()));
        var plan = TrainingRunPlanner.Plan(See(run) with { LastNumber = 1, Version = Version("fraud-v1", "another-uid", null) });
        Status(plan).ModelVersion.ShouldBe("fraud-v2");
        Spec0(plan)["number"]!.GetValue<int>().ShouldBe(2);
    }

    [Theory]
    [InlineData(null, "Verifying", "Unknown", "Verifying")]
    [InlineData("Unknown", "Verifying", "Unknown", "Verifying")]
    [InlineData("True", "Verified", "True", "Registered")]
    [InlineData("False", "ModelRefused", "False", "ModelInvalid")]
    [InlineData("False", "DigestMismatch", "False", "ModelInvalid")]
    [InlineData("False", "Unreachable", "Unknown", "Verifying")]
    public void Run_ends_as_the_verification_of_its_version_does(string? ready, string reason, string succeeded, string runReason)
    {
        var run = Run(Registering, Status(First()));
        var seen = See(run) with { Version = Version("fraud-v1", run.Metadata.Uid, ready, reason) };
        Succeeded(TrainingRunPlanner.Plan(seen)).ShouldBe((succeeded, runReason));
        var later = seen with { Now = Start.AddHours(2) };
        if (ready == "False") Succeeded(TrainingRunPlanner.Plan(later)).ShouldBe(("False", TrainingRunReasons.ModelInvalid));
    }

    [Fact]
    public void Model_that_was_not_left_is_not_registered()
    {
        var status = Outcome(Registering, Ended(0));
        Succeeded(status).ShouldBe(("False", TrainingRunReasons.ModelMissing));
        status.ModelVersion.ShouldBeNull();
    }

    [Theory]
    [InlineData("fraud", "fraud-v12", 12)]
    [InlineData("fraud", "fraud-v", 0)]
    [InlineData("fraud", "fraud-v-1", 0)]
    [InlineData("fraud", "fraudulent-v3", 0)]
    [InlineData("fraud", "fraud-v99999999999", 0)]
    [InlineData("fraud", null, 0)]
    public void Number_is_read_from_names_of_the_same_Model_only(string model, string? name, int number) =>
        VersionNames.Number(model, name).ShouldBe(number);
}
