using System.Text.Json.Nodes;
using CsCheck;
using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Operator.Models;
using Modelwright.Operator.ModelVersions;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Models;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Pods;

public sealed class RestrictedPodTests
{
    private static readonly ServingSettings Settings = Samples.Settings with { AllowFileUris = true };

    private static JsonNode Template(Plan plan) =>
        plan.Effects.OfType<Apply>().Single(apply => apply.Type.Kind == "Deployment").Body["spec"]!["template"]!["spec"]!;

    private static JsonNode Serving(Model model) =>
        Template(ModelPlanner.Plan(new() { Now = Samples.Start, Model = model, Settings = Settings }));

    [Fact]
    public void Serving_pods_of_any_valid_Model_pass_the_restricted_profile() =>
        ModelGen.Valid.Sample(model =>
        {
            var spec = Serving(model);
            RestrictedProfile.Violations(spec).ShouldBeEmpty();
            foreach (var container in RestrictedProfile.Containers(spec))
            {
                container["securityContext"]!["readOnlyRootFilesystem"]!.GetValue<bool>().ShouldBeTrue();
                container["resources"].ShouldNotBeNull();
            }
        }, iter: 500);

    [Fact]
    public void Router_and_verification_pods_pass_the_restricted_profile()
    {
        var routers =
            RoutersPlanner.Plan(new() { Now = Samples.Start, Namespace = "shop", Models = [Samples.Model()], Settings = Settings });
        RestrictedProfile.Violations(Template(routers)).ShouldBeEmpty();
        var version = new ModelVersion
        {
            Metadata = new V1ObjectMeta { Name = "fraud-3", NamespaceProperty = "shop", Uid = "uid-v", Generation = 1 },
            Spec = new() { Artifact = new() { Uri = "s3://models/m.onnx", Digest = Samples.Digest('a') } },
        };
        var verification = ModelVersionPlanner.Plan(new() { Now = Samples.Start, Version = version, Settings = Settings });
        RestrictedProfile.Violations(verification.Effects.OfType<Apply>().Single().Body["spec"]!).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"hostNetwork": true}""", "hostNetwork")]
    [InlineData("""{"volumes": [{"name": "v", "hostPath": {"path": "/"}}]}""", "volume v has a forbidden type")]
    [InlineData("""{"containers": [{"name": "c"}]}""", "container c: does not drop ALL")]
    [InlineData("""{"containers": [{"name": "c"}]}""", "container c: runAsUser is root or not a number")]
    [InlineData("""{}""", "an API token is mounted")]
    public void The_profile_finds_what_is_forbidden(string spec, string violation) =>
        RestrictedProfile.Violations(JsonNode.Parse(spec)!).ShouldContain(violation);

    [Fact]
    public void Environment_of_any_valid_Model_leaves_ours_alone_and_expands_nothing() =>
        ModelGen.Valid.Sample(model =>
        {
            var spec = Serving(model);
            var variables = spec["containers"]![0]!["env"]!.AsArray();
            variables.Select(variable => variable!["name"]!.GetValue<string>()).ShouldBeUnique();
            Value(variables, "ORT_DISABLE_TELEMETRY").ShouldBe("1");
            Value(variables, "MODELWRIGHT_MODEL_NAME").ShouldBe(model.Metadata.Name);
            Value(variables, "MODELWRIGHT_MODEL_FILE").ShouldBe("/modelwright/model/model.onnx");
            var texts = variables.Select(variable => variable!["value"]?.GetValue<string>() ?? "")
                .Concat(spec["initContainers"]![0]!["args"]!.AsArray().Select(argument => argument!.GetValue<string>()));
            foreach (var text in texts) text.Replace("$$(", "", StringComparison.Ordinal).ShouldNotContain("$(");
        }, iter: 500);

    [Fact]
    public void Environment_of_a_Model_with_a_reserved_name_is_not_built_at_all()
    {
        var model = Samples.Model(Samples.Spec("s3://models/m.onnx") with
        {
            Serving = new() { Env = [new() { Name = "MODELWRIGHT_MODEL_FILE", Value = "/etc/passwd" }] },
        });
        var plan = ModelPlanner.Plan(new() { Now = Samples.Start, Model = model, Settings = Settings });
        plan.Effects.OfType<Apply>().ShouldNotContain(apply => apply.Type.Kind == "Deployment");
        plan.Effects.OfType<PatchStatus>().Single().Status.ToJsonString()
            .ShouldContain("'MODELWRIGHT_MODEL_FILE' is set by the operator".Replace("'", "\\u0027"));
    }

    private static string Value(JsonArray variables, string name) =>
        variables.Single(variable => variable!["name"]!.GetValue<string>() == name)!["value"]!.GetValue<string>();
}
