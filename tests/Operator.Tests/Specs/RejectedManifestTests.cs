using System.Text.Json;
using k8s;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.Experiments;
using Modelwright.Operator.Models;
using Modelwright.Operator.ModelVersions;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.RetrainPolicies;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Operator.Tests.TrainingRuns;
using Modelwright.Operator.TrainingRuns;
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
    private static readonly string[] Structural =
    [
        "unknown-field", "service-account", "version-immutable", "resources-fraction", "run-pod-spec", "run-cancel", "run-stop",
        "run-immutable", "run-immutable-added", "run-immutable-image",
        "experiment-immutable", "experiment-immutable-fixed", "experiment-immutable-parameters",
        "promotion-immutable", "promotion-approvals", "retrain-immutable",
    ];

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Repository.File("tests", "Crds.Tests", "Samples", "rejected"))
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => !Structural.Contains(name))
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
            return kind switch
            {
                Model.KindName => OfModel(json),
                ModelVersion.KindName => OfVersion(json),
                TrainingRun.KindName => OfRun(json),
                Experiment.KindName => OfExperiment(json),
                Dataset.KindName => OfDataset(json),
                Promotion.KindName => OfPromotion(json),
                RetrainPolicy.KindName => OfPolicy(json),
                _ => null,
            };
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

    private static string? OfRun(string json)
    {
        var run = Named(JsonSerializer.Deserialize<TrainingRun>(json, CrdJson.Options)!);
        var settings = Samples.Settings with { AllowFileUris = true };
        return InvalidSpec(TrainingRunPlanner.Plan(RunSamples.See(run) with { Settings = settings }));
    }

    private static string? OfExperiment(string json) => InvalidSpec(ExperimentPlanner.Plan(new()
    {
        Now = Samples.Start,
        Experiment = Named(JsonSerializer.Deserialize<Experiment>(json, CrdJson.Options)!),
        Settings = Samples.Settings with { AllowFileUris = true },
        Training = RunSamples.Training,
    }));

    private static string? OfDataset(string json) => InvalidSpec(DatasetPlanner.Plan(new()
    {
        Now = Samples.Start,
        Dataset = Named(JsonSerializer.Deserialize<Dataset>(json, CrdJson.Options)!),
        Settings = Samples.Settings with { AllowFileUris = true },
        Training = RunSamples.Training,
    }));

    private static string? OfPromotion(string json) => InvalidSpec(PromotionPlanner.Plan(new()
    {
        Now = Samples.Start,
        Promotion = Named(JsonSerializer.Deserialize<Promotion>(json, CrdJson.Options)!),
    }));

    private static string? OfPolicy(string json) => InvalidSpec(RetrainPlanner.Plan(new()
    {
        Now = Samples.Start,
        Policy = Named(JsonSerializer.Deserialize<RetrainPolicy>(json, CrdJson.Options)!),
        Settings = Samples.Settings with { AllowFileUris = true },
        Training = RunSamples.Training,
    }));

    private static T Named<T>(T item) where T : IKubernetesObject<V1ObjectMeta>
    {
        (item.Metadata.NamespaceProperty, item.Metadata.Uid, item.Metadata.Generation) = ("shop", "0123456789ab-uid", 1);
        return item;
    }

    private static string? InvalidSpec(Plan plan) => plan.Effects.OfType<PatchStatus>()
        .SelectMany(patch => patch.Status["conditions"]!.AsArray())
        .FirstOrDefault(condition => condition!["reason"]!.GetValue<string>() == "InvalidSpec")?["message"]!.GetValue<string>();

    private static string? OfVersion(string json)
    {
        var version = JsonSerializer.Deserialize<ModelVersion>(json, CrdJson.Options)!;
        (version.Metadata.NamespaceProperty, version.Metadata.Uid) = ("shop", "uid");
        var settings = Samples.Settings with { AllowFileUris = true };
        var plan = ModelVersionPlanner.Plan(new() { Now = Samples.Start, Version = version, Settings = settings });
        return plan.Effects.OfType<Apply>().Any() ? null : "no pod is made for it";
    }
}
