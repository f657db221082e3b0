using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Policy;

/// <summary>The rules of HorizontalPodAutoscalers.</summary>
internal sealed class AutoscalerRules : KindRules
{
    public override bool HasGeneration => false;

    public override void Default(JsonObject value)
    {
        if (value.Child("spec") is not { } spec) return;
        spec.SetDefault("minReplicas", 1);
        if (value.Text("apiVersion") == "autoscaling/v1") return;
        if (spec.Items("metrics") is not { Count: > 0 })
            spec["metrics"] = new JsonArray(AutoscalerConverter.Cpu(AutoscalerConverter.DefaultUtilization));
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        var spec = value.Child("spec");
        var max = spec.Integer("maxReplicas") ?? 0;
        if (max < 1) errors.Add(FieldError.Invalid("spec.maxReplicas", spec?["maxReplicas"], "must be greater than 0"));
        if (spec.Integer("minReplicas") is { } min && min > max)
            errors.Add(FieldError.Invalid("spec.maxReplicas", spec?["maxReplicas"], "must be greater than or equal to `minReplicas`"));
        foreach (var field in (string[])["kind", "name"])
        {
            if (spec.Text("scaleTargetRef", field) is not { Length: > 0 }) errors.Add(FieldError.Required($"spec.scaleTargetRef.{field}"));
        }
    }
}
