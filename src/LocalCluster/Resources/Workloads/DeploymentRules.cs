using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>The rules of Deployments.</summary>
internal sealed class DeploymentRules : ReplicaRules
{
    public override bool AnnotationsMoveGeneration => true;

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        base.Validate(value, old, errors);
        var strategy = value.Child("spec", "strategy");
        var type = strategy.Text("type");
        if (type is not (null or "Recreate" or "RollingUpdate"))
            errors.Add(FieldError.NotSupported("spec.strategy.type", type, ["\"Recreate\"", "\"RollingUpdate\""]));
        if (type == "Recreate" && strategy.Child("rollingUpdate") is not null)
            errors.Add(FieldError.Forbidden("spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'"));
        if (IsZero(strategy.At("rollingUpdate", "maxSurge")) && IsZero(strategy.At("rollingUpdate", "maxUnavailable")))
        {
            errors.Add(FieldError.Invalid("spec.strategy.rollingUpdate.maxUnavailable", strategy.At("rollingUpdate", "maxUnavailable"),
                "may not be 0 when `maxSurge` is 0"));
        }
    }

    protected override void DefaultMore(JsonObject value, JsonObject spec)
    {
        var strategy = spec.Make("strategy");
        strategy.SetDefault("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            var rolling = strategy.Make("rollingUpdate");
            rolling.SetDefault("maxUnavailable", "25%");
            rolling.SetDefault("maxSurge", "25%");
        }

        spec.SetDefault("revisionHistoryLimit", 10);
        spec.SetDefault("progressDeadlineSeconds", 600);
    }

    private static bool IsZero(JsonNode? value) => value.Integer() == 0 || value.Text() is "0" or "0%";
}
