using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Planning;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>The Job of a run. It is made once: what can change later is only whether it is suspended.</summary>
internal static class TrainingJob
{
    /// <summary>The labels of everything that belongs to a run.</summary>
    public static Dictionary<string, string> RunLabels(TrainingRun run)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Name] = Labels.Training,
            [Labels.Instance] = run.Metadata.Name,
            [Labels.Run] = run.Metadata.Name,
        };
        if (TrainingPlan.ExperimentOf(run) is { } experiment) labels[Labels.Experiment] = experiment;
        return labels;
    }

    /// <summary>The Job.</summary>
    public static JsonObject Build(TrainingPlan plan, ServingSettings settings, TrainingSettings training)
    {
        var (run, labels) = (plan.Run, RunLabels(plan.Run));
        var body = ChildBody.Of(ResourceType.Of<V1Job>(), ObjectReference.To(run), run.Metadata.Name, JobLabels(run, labels));
        var spec = new JsonObject
        {
            ["backoffLimit"] = run.Spec.Retries ?? TrainingDefaults.Retries,
            ["completions"] = 1,
            ["parallelism"] = 1,
            ["podReplacementPolicy"] = "Failed",
            ["podFailurePolicy"] = new JsonObject { ["rules"] = FailureRules(run.Spec) },
            // Kueue starts what it has room for; without a queue the Job starts at once.
            ["suspend"] = run.Spec.Queue is not null,
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = ChildMetadata.Strings(labels) },
                ["spec"] = TrainingPodTemplate.Build(plan, settings, training),
            },
        };
        if (run.Spec.Timeout is { } timeout)
            spec["activeDeadlineSeconds"] = Math.Max(1, (long)Math.Ceiling(timeout.ToTimeSpan().TotalSeconds));
        body["spec"] = spec;
        return body;
    }

    private static Dictionary<string, string> JobLabels(TrainingRun run, Dictionary<string, string> labels)
    {
        var result = new Dictionary<string, string>(labels, StringComparer.Ordinal);
        foreach (var (name, value) in run.Metadata.Labels ?? new Dictionary<string, string>())
            if (name.StartsWith(Labels.KueuePrefix, StringComparison.Ordinal)) result[name] = value;
        if (run.Spec.Queue is { } queue) result[Labels.KueueQueue] = queue;
        return result;
    }

    /// <summary>A pod that is lost is replaced and does not count; exit codes that trying again cannot help end the Job.</summary>
    private static JsonArray FailureRules(TrainingRunSpec spec) =>
    [
        new JsonObject
        {
            ["action"] = "Ignore",
            ["onPodConditions"] = new JsonArray(new JsonObject { ["type"] = "DisruptionTarget", ["status"] = "True" }),
        },
        new JsonObject
        {
            ["action"] = "FailJob",
            ["onExitCodes"] = new JsonObject
            {
                ["containerName"] = Names.TrainContainer,
                ["operator"] = "In",
                ["values"] = new JsonArray([.. ExitCodes.Final(spec).Select(code => JsonValue.Create(code))]),
            },
        },
    ];
}
