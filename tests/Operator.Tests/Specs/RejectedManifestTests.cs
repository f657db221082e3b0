using System.Text.Json;
using Modelwright.Crds;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator.Models;
using Modelwright.Operator.ModelVersions;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;
using Modelwright.Testing;

namespace Modelwright.Operator.Tests.Specs;

/// <summary>
/// Every manifest that the CRDs reject, be it by schema or by CEL, is refused by the planner, too: a server may not evaluate CEL, and
/// objects may be older than a rule.
/// </summary>
public sealed class RejectedManifestTests
{
    /// <summary>
    /// What only a server can see: fields that the types do not have, an older state of the object, a number where a text is asked for.
    /// </summary>
    private static readonly string[] Structural = ["unknown-field", "service-account", "version-immutable", "resources-fraction"];

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Repository.File("tests", "Crds.Tests", "Samples", "rejected"))
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => !name.StartsWith("run-", StringComparison.Ordinal) && !Structural.Contains(name))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Planner_refuses_what_the_schema_or_a_CEL_rule_rejects(string name)
    {
        var text = File.ReadAllText(Repository.File("tests", "Crds.Tests", "Samples", "rejected", name + ".yaml")).Split("\n---")[^1];
        var body = YamlText.Parse(text)!.AsObject();
        Refusal(body["kind"]!.GetValue<string>(), body.ToJsonString()).ShouldNotBeNull();
    }

    /// <summary>The words of whoever refuses it; what the types cannot even hold never becomes an object.</summary>
    private static string? Refusal(string kind, string json)
    {
        try
        {
            return kind == Model.KindName ? OfModel(json) : OfVersion(json);
        }
        catch (JsonException error)
        {
            return error.Message;
        }
    }

    private static string? OfModel(string json)
    {
        var model = JsonSerializer.Deserialize<Model>(json, CrdJson.Options)!;
        model.Metadata.NamespaceProperty = "shop";
        return TargetPolicy.Resolve(new() { Now = Samples.Start, Model = model, Settings = Samples.Settings with { AllowFileUris = true } })
            .Problem?.Message;
    }

    private static string? OfVersion(string json)
    {
        var version = JsonSerializer.Deserialize<ModelVersion>(json, CrdJson.Options)!;
        (version.Metadata.NamespaceProperty, version.Metadata.Uid) = ("shop", "uid");
        var settings = Samples.Settings with { AllowFileUris = true };
        var plan = ModelVersionPlanner.Plan(new() { Now = Samples.Start, Version = version, Settings = settings });
        return plan.Effects.OfType<Apply>().Any() ? null : "no pod is made for it";
    }
}
