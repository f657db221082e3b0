using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tests.Datasets;

/// <summary>A Dataset, looks at it, and what a plan makes of it.</summary>
internal static class DatasetSamples
{
    public static readonly DateTimeOffset End = Samples.Start;

    public static Dataset Of(Func<DatasetSpec, DatasetSpec>? change = null)
    {
        var spec = new DatasetSpec
        {
            Owner = new() { Team = "birders", Contact = "#birds" },
            Source = new() { Artifact = new() { Uri = "https://host/birds.csv" } },
            Format = DataFormat.Csv,
            Refresh = new() { Interval = new("10m") },
            Checks = [new() { Name = "rows", RowCount = new() { Min = 5 } }],
        };
        return new()
        {
            Metadata = new V1ObjectMeta { Name = "birds", NamespaceProperty = "shop", Uid = "0123-uid", Generation = 1 },
            Spec = change?.Invoke(spec) ?? spec,
        };
    }

    public static DatasetObserved See(Dataset dataset, LookFact? look = null) => new()
    {
        Now = End,
        Dataset = dataset,
        Look = look,
        Settings = Samples.Settings,
        Training = new() { ArtifactStore = "pvc://models" },
    };

    public static LookReport Version(char digit, bool eligible = true) => new()
    {
        Source = Samples.Digest('f'),
        Version = new()
        {
            Digest = Samples.Digest(digit),
            Eligible = eligible,
            Uri = $"pvc://models/datasets/birds/{digit}/data/birds.csv",
            Rows = 10,
            Checks = new()
            {
                Passed = eligible ? 1 : 0,
                Failed = eligible ? null : [new() { Name = "rows", Severity = CheckSeverity.Error, Message = "too few" }],
            },
        },
    };

    /// <summary>A look that has ended, made by the plan for the Dataset as it is.</summary>
    public static LookFact Looked(Dataset dataset, LookReport? report)
    {
        var asked = dataset with { Status = null };
        var pod = Pod(DatasetPlanner.Plan(See(asked)))!;
        var annotations = pod["metadata"]!["annotations"]!;
        return new()
        {
            Name = "birds-look",
            SpecDigest = annotations[Labels.SpecDigest]!.ToString(),
            Refresh = annotations[Labels.Refresh]?.ToString(),
            EndTime = End,
            Report = report,
        };
    }

    /// <summary>The Dataset once a look was recorded.</summary>
    public static Dataset After(Dataset dataset, LookReport report) =>
        Applied(dataset, DatasetPlanner.Plan(See(dataset, Looked(dataset, report))));

    public static Dataset Applied(Dataset dataset, Plan plan) =>
        dataset with { Status = plan.Effects.OfType<PatchStatus>().Single().Status.Deserialize<DatasetStatus>(CrdJson.Options) };

    public static JsonObject? Pod(Plan plan) => plan.Effects.OfType<Apply>().SingleOrDefault(apply => apply.Type.Kind == "Pod")?.Body;

    public static JsonElement Task(Plan plan) => JsonDocument.Parse(Pod(plan)!["spec"]!["containers"]![0]!["env"]!.AsArray()
        .Single(variable => variable!["name"]!.ToString() == "MODELWRIGHT_TASK")!["value"]!.ToString()).RootElement;

    public static (string Status, string Reason) Ready(Plan plan)
    {
        var ready = plan.Effects.OfType<PatchStatus>().Single().Status["conditions"]![0]!;
        return (ready["status"]!.ToString(), ready["reason"]!.ToString());
    }
}
