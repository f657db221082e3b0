using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>The rules of Jobs.</summary>
internal sealed class JobRules : KindRules
{
    public override void Default(JsonObject value)
    {
        if (value.Child("spec") is not { } spec) return;
        if (spec["completions"] is null && spec["parallelism"] is null) spec["completions"] = 1;
        spec.SetDefault("parallelism", 1);
        spec.SetDefault("backoffLimit", 6);
        spec.SetDefault("completionMode", "NonIndexed");
        spec.SetDefault("suspend", false);
        spec.SetDefault("manualSelector", false);
        spec.SetDefault("podReplacementPolicy", "TerminatingOrFailed");
        PodDefaults.Apply(spec.Child("template", "spec"));
        if (value.Child("metadata") is { } metadata && metadata.Child("labels") is not { Count: > 0 }
            && spec.Child("template", "metadata", "labels") is { } labels)
        {
            metadata["labels"] = labels.DeepClone();
        }
    }

    /// <summary>Gives the Job's pods labels that no other Job's pods have.</summary>
    public override void PrepareForCreate(JsonObject value, KindContext context)
    {
        if (value.Child("spec") is not { } spec || spec.Flag("manualSelector") == true) return;
        var uid = value.Text("metadata", "uid")!;
        var name = value.Text("metadata", "name") ?? "";
        var labels = spec.Make("template").Make("metadata").Make("labels");
        foreach (var prefix in (string[])["", "batch.kubernetes.io/"])
        {
            labels[$"{prefix}controller-uid"] = uid;
            labels[$"{prefix}job-name"] = name;
        }

        spec.Make("selector").Make("matchLabels")["batch.kubernetes.io/controller-uid"] = uid;
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        var spec = value.Child("spec");
        PodValidator.Validate(spec.Child("template", "spec"), "spec.template.spec", errors);
        if (spec.Text("template", "spec", "restartPolicy") is "Always")
            errors.Add(FieldError.Required("spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""));
        if (old is not null && !JsonEquality.Same(spec?["template"], old.At("spec", "template")) && spec.Flag("suspend") != true)
            errors.Add(FieldError.Invalid("spec.template", "object", "field is immutable"));
    }
}
