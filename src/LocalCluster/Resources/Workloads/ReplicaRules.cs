using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>What Deployments and ReplicaSets have in common: replicas of a template that a selector finds.</summary>
internal abstract class ReplicaRules : KindRules
{
    public override void Default(JsonObject value)
    {
        if (value.Child("spec") is not { } spec) return;
        spec.SetDefault("replicas", 1);
        PodDefaults.Apply(spec.Child("template", "spec"));
        DefaultMore(value, spec);
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value.Child("spec") is not { } spec)
        {
            errors.Add(FieldError.Required("spec"));
            return;
        }

        if (spec.Integer("replicas") is < 0)
            errors.Add(FieldError.Invalid("spec.replicas", spec["replicas"], "must be greater than or equal to 0"));
        if (spec.Child("selector") is not { Count: > 0 } selector) errors.Add(FieldError.Required("spec.selector"));
        else if (!LabelSelector.FromObject(selector).Matches(spec.Child("template") ?? []))
            errors.Add(FieldError.Invalid("spec.template.metadata.labels", spec.At("template", "metadata", "labels"),
                "`selector` does not match template `labels`"));
        if (spec.Child("template") is null) errors.Add(FieldError.Required("spec.template"));
        else PodValidator.Validate(spec.Child("template", "spec"), "spec.template.spec", errors);
        if (spec.Text("template", "spec", "restartPolicy") is { } policy and not "Always")
            errors.Add(FieldError.NotSupported("spec.template.spec.restartPolicy", policy, ["\"Always\""]));
        if (old is not null && !JsonEquality.Same(spec["selector"], old.At("spec", "selector")))
            errors.Add(FieldError.Invalid("spec.selector", spec["selector"], "field is immutable"));
    }

    protected abstract void DefaultMore(JsonObject value, JsonObject spec);
}
