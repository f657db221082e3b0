using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>The rules of Jobs.</summary>
internal sealed class JobRules : KindRules
{
    public override (string Policy, string Warning)? DefaultPropagation => ("Orphan",
        "child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them "
        + "or set propagationPolicy=Orphan to suppress this warning");

    public override void Default(JsonObject value)
    {
        if (value.Child("spec") is not { } spec) return;
        if (spec["completions"] is null && spec["parallelism"] is null) spec["completions"] = 1;
        spec.SetDefault("parallelism", 1);
        spec.SetDefault("backoffLimit", 6);
        spec.SetDefault("completionMode", "NonIndexed");
        spec.SetDefault("suspend", false);
        spec.SetDefault("manualSelector", false);
        spec.SetDefault("podReplacementPolicy", spec.Child("podFailurePolicy") is null ? "TerminatingOrFailed" : "Failed");
        foreach (var pattern in spec["podFailurePolicy"].Objects("rules").SelectMany(rule => rule["onPodConditions"].Objects()))
            pattern.SetDefault("status", "True");
        PodDefaults.Apply(spec.Child("template", "spec"));
        if (value.Child("metadata") is { } metadata && metadata.Child("labels") is not { Count: > 0 }
            && spec.Child("template", "metadata", "labels") is { } labels)
        {
            metadata["labels"] = labels.DeepClone();
        }
    }

    /// <summary>Gives the Job's pods labels that no other Job's pods have; those that a client chose are left for the validation.</summary>
    public override void PrepareForCreate(JsonObject value, KindContext context)
    {
        if (value.Child("spec") is not { } spec || spec.Flag("manualSelector") == true) return;
        var labels = spec.Make("template").Make("metadata").Make("labels");
        foreach (var (label, expected) in GeneratedLabels(value)) labels.SetDefault(label, expected);
        spec.Make("selector").Make("matchLabels").SetDefault("batch.kubernetes.io/controller-uid", value.Text("metadata", "uid")!);
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value.Child("spec") is not { } spec)
        {
            errors.Add(FieldError.Required("spec"));
            return;
        }

        if (spec.Flag("manualSelector") != true) JobValidator.CheckGenerated(spec, GeneratedLabels(value), errors);
        JobValidator.Check(spec, errors);
        if (old?.Child("spec") is { } before) JobUpdateValidator.Check(spec, before, old.Text("status", "startTime") is not null, errors);
    }

    internal static Dictionary<string, string> GeneratedLabels(JsonObject job)
    {
        var (uid, name) = (job.Text("metadata", "uid") ?? "", job.Text("metadata", "name") ?? "");
        return new Dictionary<string, string>
        {
            ["batch.kubernetes.io/controller-uid"] = uid,
            ["batch.kubernetes.io/job-name"] = name,
            ["controller-uid"] = uid,
            ["job-name"] = name,
        };
    }
}
