using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Values;
using Modelwright.Operator.Models;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Models;

public sealed class TargetPolicyTests
{
    private static ModelVersion Version(string? ready, string reason = "Verified") => new()
    {
        Metadata = new V1ObjectMeta { Name = "fraud-3", NamespaceProperty = "shop" },
        Spec = new() { Artifact = new() { Uri = "s3://models/m.onnx", Digest = Samples.Digest('a') } },
        Status = ready is null
            ? null
            : new() { Conditions = [new V1Condition { Type = "Ready", Status = ready, Reason = reason, Message = "words" }] },
    };

    private static TargetResolution Resolve(ModelSpec spec, ModelVersion? version = null, ServingSettings? settings = null,
        string name = "fraud") =>
        TargetPolicy.Resolve(
            new() { Now = Samples.Start, Model = Samples.Model(spec, name), Version = version, Settings = settings ?? Samples.Settings });

    private static readonly ModelSpec ByVersion = new() { Source = new() { Version = "fraud-3" } };

    [Fact]
    public void Resolve_a_verified_version_gives_its_file_and_digest()
    {
        var target = Resolve(ByVersion, Version("True")).Target!;
        (target.Uri.ToString(), target.Digest, target.Version).ShouldBe(("s3://models/m.onnx", Samples.Digest('a'), "fraud-3"));
        target.Name.ShouldStartWith("fraud-");
    }

    [Theory]
    [InlineData("pvc://models/profile.json", true)]
    [InlineData("file:///tmp/profile.json", false)]
    [InlineData("https://169.254.169.254/profile.json", false)]
    public void Resolve_a_versions_profile_comes_along_unless_it_may_not_be_fetched(string uri, bool comes)
    {
        var version = Version("True");
        version.Spec = version.Spec with { Profile = new() { Uri = uri, Digest = Samples.Digest('d') } };
        var target = Resolve(ByVersion, version).Target!;
        (target.Profile?.Uri.ToString(), target.Profile?.Digest).ShouldBe(comes ? (uri, Samples.Digest('d')) : (null, null));
        target.Name.ShouldBe(Resolve(ByVersion, Version("True")).Target!.Name);
    }

    [Fact]
    public void Resolve_a_version_that_is_not_there_says_so() => Resolve(ByVersion).Problem!.Reason.ShouldBe(ModelReasons.VersionNotFound);

    [Fact]
    public void Resolve_a_version_that_is_being_verified_waits()
    {
        Resolve(ByVersion, Version(null)).Waiting!.ShouldContain("fraud-3");
        Resolve(ByVersion, Version("Unknown")).Waiting.ShouldNotBeNull();
    }

    [Fact]
    public void Resolve_a_version_that_failed_has_its_reason()
    {
        var problem = Resolve(ByVersion, Version("False", "DigestMismatch")).Problem!;
        problem.Reason.ShouldBe(ModelReasons.DigestMismatch);
        problem.Message.ShouldBe("ModelVersion 'fraud-3' is not ready: words");
    }

    [Fact]
    public void Resolve_a_channel_that_leads_nowhere_says_that_nothing_was_promoted()
    {
        var problem = Resolve(new() { Source = new() { Channel = "champion" } }).Problem!;
        problem.ShouldBe(new(ModelReasons.NoPromotion,
            "the channel 'champion' leads nowhere yet: no Promotion of Model 'fraud' was decided", NeedsAction: false));
    }

    [Fact]
    public void Resolve_a_channel_gives_the_revision_that_its_version_would_give()
    {
        var model = Samples.Model(new() { Source = new() { Channel = "champion" } }) with
        {
            Status = new() { Channel = new() { Name = "champion", Version = "fraud-3", Number = 1 } },
        };
        var observed = new ModelObserved
        {
            Now = Samples.Start,
            Model = model,
            Version = Version("True"),
            Settings = Samples.Settings,
        };
        TargetPolicy.Resolve(observed).Target!.Name.ShouldBe(Resolve(ByVersion, Version("True")).Target!.Name);
        TargetPolicy.Resolve(observed with { Version = null }).Problem!.Message.ShouldContain("by a Promotion");
    }

    [Fact]
    public void Resolve_a_file_URI_works_only_where_it_is_allowed()
    {
        var spec = Samples.Spec("file:///models/m.onnx");
        Resolve(spec).Problem!.Message.ShouldContain("embedded cluster");
        Resolve(spec, null, Samples.Settings with { AllowFileUris = true }).Target.ShouldNotBeNull();
    }

    public static TheoryData<string, ModelSpec, string> Invalid { get; } = new()
    {
        { "Fraud", Samples.Spec("s3://models/m.onnx"), "metadata.name" },
        { new string('a', 41), Samples.Spec("s3://models/m.onnx"), "metadata.name" },
        { "modelwright-x", Samples.Spec("s3://models/m.onnx"), "metadata.name" },
        { "fraud", Samples.Spec("s3://models/m.onnx") with { Serving = new() { Env = [new() { Name = "ORT_DISABLE_TELEMETRY" }] } },
            "ORT_DISABLE_TELEMETRY" },
        { "fraud", Samples.Spec("s3://models/m.onnx") with { Serving = new() { Env = [new() { Name = "A" }, new() { Name = "A" }] } },
            "twice" },
        { "fraud", Samples.Spec("s3://models/m.onnx") with { Serving =
            new() { Autoscaling = new() { MinReplicas = 4, MaxReplicas = 2 } } }, "minReplicas 4" },
        {
            "fraud",
            Samples.Spec("s3://models/m.onnx") with { Serving = new() { MinReady = new Duration("1m") },
                Rollout = new() { ProgressDeadline = new Duration("30s") } },
            "must be longer than spec.serving.minReady"
        },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Resolve_a_spec_that_contradicts_itself_names_the_field(string name, ModelSpec spec, string words)
    {
        var problem = Resolve(spec, null, null, name).Problem!;
        problem.Reason.ShouldBe(ModelReasons.InvalidSpec);
        problem.Message.ShouldContain(words);
    }
}
