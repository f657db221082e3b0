using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;
using Modelwright.Operator.ModelVersions;
using Modelwright.Operator.Pods;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.ModelVersions;

public sealed class ModelVersionPlannerTests
{
    private static readonly VerificationFact Running = new() { Name = "fraud-3-verify" };

    private static readonly VerificationFact Succeeded = Running with
    {
        Succeeded = true,
        EndTime = Samples.Start.AddSeconds(-1),
        Bytes = 42,
        Report = TerminationMessage.Parse(
            """
            {"digest":"sha256:x","inputs":[{"name":"x","datatype":"FP32","shape":[-1,4]}],
             "outputs":[{"name":"y","datatype":"INT64","shape":[-1]}]}
            """),
    };

    private static ModelVersion Version(ModelVersionStatus? status = null, string uri = "s3://models/m.onnx") => new()
    {
        Metadata = new V1ObjectMeta { Name = "fraud-3", NamespaceProperty = "shop", Uid = "uid-v", Generation = 1 },
        Spec = new() { Artifact = new() { Uri = uri, Digest = Samples.Digest('a') } },
        Status = status,
    };

    private static VerificationFact Failed(string reason, bool needsAction = false) =>
        Running with { Failed = true, EndTime = Samples.Start, Problem = new(reason, "words", needsAction) };

    private static Plan Plan(ModelVersion version, VerificationFact? pod, DateTimeOffset? now = null) =>
        ModelVersionPlanner.Plan(new() { Now = now ?? Samples.Start, Version = version, Verification = pod, Settings = Samples.Settings });

    private static ModelVersionStatus Status(Plan plan) =>
        plan.Effects.OfType<PatchStatus>().Single().Status.Deserialize<ModelVersionStatus>(CrdJson.Options)!;

    private static (string, string) Ready(Plan plan) => (Status(plan).Conditions![0].Status, Status(plan).Conditions![0].Reason);

    private static bool Creates(Plan plan) => plan.Effects.OfType<Apply>().Any();

    private static bool Keeps(Plan plan) => plan.Prune!.Keep.Contains(Running.Name);

    [Fact]
    public void Plan_a_new_version_is_verified_by_a_pod()
    {
        var plan = Plan(Version(), null);
        Creates(plan).ShouldBeTrue();
        Ready(plan).ShouldBe(("Unknown", ModelVersionReasons.Verifying));
        Keeps(Plan(Version(), Running)).ShouldBeTrue();
    }

    [Fact]
    public void Plan_success_is_recorded_before_the_pod_goes_and_never_repeated()
    {
        var plan = Plan(Version(), Succeeded);
        Ready(plan).ShouldBe(("True", ModelVersionReasons.Verified));
        Keeps(plan).ShouldBeFalse();
        plan.Prune!.OwnerUid.ShouldBe("uid-v");
        var status = Status(plan);
        (status.Bytes, status.VerifiedTime).ShouldBe((42, Samples.Start.AddSeconds(-1)));
        status.Signature!.Inputs.Single().Shape.ShouldBe([-1, 4]);

        var after = Plan(Version(status), null, Samples.Start.AddDays(400));
        Creates(after).ShouldBeFalse();
        after.WakeAfter.ShouldBeNull();
        after.Effects.OfType<Emit>().ShouldBeEmpty();
        JsonSerializer.Serialize(Status(after), CrdJson.Options).ShouldBe(JsonSerializer.Serialize(status, CrdJson.Options));
    }

    [Theory]
    [InlineData("""{"inputs":[{"name":"x","datatype":"EVIL","shape":[1]}],"outputs":[{"name":"y","datatype":"FP32","shape":[1]}]}""")]
    [InlineData("""{"inputs":"x","outputs":[]}""")]
    [InlineData("""{"inputs":[{"name":"x","datatype":"FP32","shape":["a"]}],"outputs":[]}""")]
    [InlineData("not json")]
    public void Plan_a_report_that_the_API_could_not_hold_leaves_the_signature_out(string report)
    {
        var plan = Plan(Version(), Succeeded with { Report = TerminationMessage.Parse(report) });
        Ready(plan).ShouldBe(("True", ModelVersionReasons.Verified));
        Status(plan).Signature.ShouldBeNull();
    }

    [Theory]
    [InlineData(ModelVersionReasons.DigestMismatch)]
    [InlineData(ModelVersionReasons.ModelRefused)]
    [InlineData(ModelVersionReasons.ModelLoadFailed)]
    [InlineData(ModelVersionReasons.TooLarge)]
    public void Plan_a_wrong_file_is_final(string reason)
    {
        var plan = Plan(Version(), Failed(reason, true));
        Ready(plan).ShouldBe(("False", reason));
        plan.Effects.OfType<Emit>().Single().Reason.ShouldBe(reason);
        plan.WakeAfter.ShouldBeNull();
        Creates(Plan(Version(Status(plan)), null)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(ModelVersionReasons.NotFound)]
    [InlineData(ModelVersionReasons.AccessDenied)]
    [InlineData(ModelVersionReasons.Unreachable)]
    [InlineData(ModelVersionReasons.FetchFailed)]
    public void Plan_a_store_that_may_come_round_is_tried_again_and_the_reason_stays_meanwhile(string reason)
    {
        var plan = Plan(Version(), Failed(reason));
        Ready(plan).ShouldBe(("False", reason));
        Keeps(plan).ShouldBeTrue();
        plan.WakeAfter.ShouldBe(Samples.Settings.VerificationRetry);

        var status = Status(plan);
        Keeps(Plan(Version(status), Failed(reason), Samples.Start + Samples.Settings.VerificationRetry)).ShouldBeFalse();
        var again = Plan(Version(status), null, Samples.Start + Samples.Settings.VerificationRetry);
        Creates(again).ShouldBeTrue();
        Ready(again).ShouldBe(("False", reason));
        Ready(Plan(Version(status), Succeeded)).ShouldBe(("True", ModelVersionReasons.Verified));
    }

    [Fact]
    public void Plan_a_pod_that_failed_without_a_word_is_tried_again()
    {
        Ready(Plan(Version(), Running with { Failed = true })).ShouldBe(("False", ModelVersionReasons.FetchFailed));
        Ready(Plan(Version(), Failed("MinimumReplicasUnavailable"))).ShouldBe(("False", ModelVersionReasons.FetchFailed));
    }

    [Fact]
    public void Plan_a_URI_that_is_refused_makes_no_pod()
    {
        var plan = Plan(Version(uri: "https://169.254.169.254/m.onnx"), null);
        Creates(plan).ShouldBeFalse();
        Ready(plan).ShouldBe(("False", ModelVersionReasons.InvalidUri));
    }

    [Fact]
    public void Refused_says_so_on_the_version_and_is_tried_again_soon()
    {
        var refused = ModelVersionPlanner.Refused(
            new() { Now = Samples.Start, Version = Version(), Settings = Samples.Settings }, "Pod shop/fraud-3-verify exists already");
        var status = refused.Effects.OfType<PatchStatus>().Single().Status.Deserialize<ModelVersionStatus>(CrdJson.Options)!;
        var ready = status.Conditions!.Single();
        (ready.Status, ready.Reason).ShouldBe(("False", "ResourceRefused"));
        ready.Message.ShouldContain("pod fraud-3-verify cannot be made (Pod shop/fraud-3-verify exists already)");
        refused.Effects.OfType<Emit>().Single().Reason.ShouldBe("ResourceRefused");
        refused.WakeAfter.ShouldBe(TimeSpan.FromMinutes(1));
        refused.Prune.ShouldBeNull();

        Plan(Version(status), null).Effects.OfType<Apply>().Count().ShouldBe(1);
        var later = Plan(Version(status), Running).Effects.OfType<PatchStatus>().Single().Status;
        later["conditions"]![0]!["reason"]!.GetValue<string>().ShouldBe("Verifying");
    }
}
