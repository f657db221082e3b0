using System.Text.Json.Nodes;
using Modelwright.Artifacts;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Resources;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>The document that tells the agent what to do (docs/contracts.md, "Agent: training").</summary>
internal static class TrainingTask
{
    /// <summary>The most bytes that the agent takes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The document.</summary>
    public static JsonObject Build(TrainingPlan plan, ServingSettings settings, TrainingSettings training)
    {
        var (run, objective, place) = (plan.Run, plan.Run.Spec.Objective, SearchPlace.Read(plan.Run));
        return new()
        {
            ["run"] = run.Metadata.Name,
            ["uid"] = run.Metadata.Uid,
            ["namespace"] = run.Metadata.NamespaceProperty,
            ["experiment"] = plan.Experiment,
            ["number"] = place?.Number,
            ["seed"] = plan.Lineage.Seed,
            ["rung"] = place?.Rung,
            ["resource"] = place is { ResourceName: { } name, Resource: { } amount }
                ? new JsonObject { ["name"] = name, ["value"] = amount } : null,
            ["objective"] = objective is null ? null : new JsonObject
            {
                ["metric"] = objective.Metric,
                ["direction"] = objective.Direction.ToString(),
                ["reduce"] = (objective.Reduce ?? ObjectiveReduction.Last).ToString(),
            },
            ["requiredMetrics"] = new JsonArray([.. (run.Spec.RequiredMetrics ?? []).Select(metric => (JsonNode)metric)]),
            ["parameters"] = ChildMetadata.Strings(run.Spec.Parameters ?? new Dictionary<string, string>()),
            ["inputs"] = new JsonArray([.. plan.Inputs.Select(Input)]),
            ["output"] = plan.Output is null ? null : Output(plan.Output),
            ["limits"] = new JsonObject
            {
                ["modelBytes"] = training.MaxModelBytes,
                ["outputBytes"] = training.MaxOutputBytes,
                ["metricNames"] = training.MaxMetricNames,
                ["points"] = training.MaxPoints,
                ["seriesPoints"] = TrainingLimits.MaxSeries,
            },
            ["allowFile"] = settings.AllowFileUris,
            ["allowLoopback"] = settings.AllowLoopback,
        };
    }

    private static JsonNode Input(TrainingSource source)
    {
        var input = new JsonObject { ["name"] = source.Name, ["uri"] = source.Uri.ToString() };
        if (source.Digest is not null) input["digest"] = source.Digest;
        if (source.Rows is not null) input["rows"] = source.Rows;
        if (source.Uri.Scheme == ArtifactScheme.Pvc) input["sourceRoot"] = source.Mount;
        return input;
    }

    private static JsonObject Output(TrainingOutput output)
    {
        var result = new JsonObject { ["uri"] = output.Uri.ToString() };
        if (output.Uri.Scheme == ArtifactScheme.Pvc) result["root"] = TrainingFolders.Store;
        return result;
    }
}
