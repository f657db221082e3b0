using CsCheck;
using Modelwright.Crds.Models;
using Modelwright.Crds.Values;
using Modelwright.Operator.Specs;
using Modelwright.Operator.Tests.Models;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Specs;

public sealed class SpecValidatorTests
{
    private static readonly ModelSpec Good = Samples.Spec("s3://models/m.onnx", Samples.Digest('a'));

    [Fact]
    public void Check_valid_Model_has_nothing() =>
        ModelGen.Valid.Sample(model => SpecValidator.Check(model.Spec, "spec").ShouldBeEmpty(), iter: 300);

    public static TheoryData<ModelSpec, string> Broken { get; } = new()
    {
        { Good with { Source = new() }, "spec.source: set exactly one of artifact and channel and version" },
        { Good with { Source = Good.Source with { Version = "v1" } }, "spec.source: set exactly one of artifact and channel and version" },
        { Good with { Source = new() { Version = "V_1" } }, "spec.source.version: 'V_1' does not match" },
        { Samples.Spec("s3://models/m.onnx", "sha256:ab"), "spec.source.artifact.digest: its length is 9, not between 71 and 71" },
        { Samples.Spec("s3://models/m.onnx\n"), "spec.source.artifact.uri: 's3://models/m.onnx" },
        { Samples.Spec("s3://" + new string('a', 3000)), "spec.source.artifact.uri: its length is 3005" },
        { Good with { Serving = new() { Replicas = -1 } }, "spec.serving.replicas: -1 is not between 0 and 1000" },
        { Good with { Serving = new() { Drain = new() { Delay = new Duration("6m") } } },
            "spec.serving.drain.delay: 6m is not between 0s and 5m" },
        { Good with { Serving = new() { MinReady = new Duration("soon") } }, "spec.serving.minReady: 'soon' is not a duration" },
        { Good with { Serving = new() { Env = [new() { Name = "A=B" }] } }, "spec.serving.env[0].name: 'A=B' does not match" },
        {
            Good with { Serving = new() { Resources = new() { Limits = new Dictionary<string, Quantity> { ["memory"] = new("1 GB") } } } },
            "spec.serving.resources.limits.memory: '1 GB' is not a quantity"
        },
        { Good with { Serving = new() { NodeSelector = new Dictionary<string, string> { ["zone"] = "a b" } } },
            "spec.serving.nodeSelector: 'a b' does not match" },
        { Good with { Serving = new() { Runtime = new() { Image = "" } } }, "spec.serving.runtime.image: its length is 0" },
        { Good with { Rollout = new() { RevisionHistoryLimit = 99 } }, "spec.rollout.revisionHistoryLimit: 99 is not between 1 and 20" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Check_names_the_field_and_the_value(ModelSpec spec, string error) =>
        SpecValidator.Check(spec, "spec").ShouldContain(text => text.StartsWith(error, StringComparison.Ordinal));
}
