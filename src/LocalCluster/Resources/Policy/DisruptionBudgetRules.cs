using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Policy;

/// <summary>The rules of PodDisruptionBudgets.</summary>
internal sealed class DisruptionBudgetRules : KindRules
{
    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value.At("spec", "minAvailable") is not null && value.At("spec", "maxUnavailable") is not null)
            errors.Add(FieldError.Invalid("spec", value["spec"], "minAvailable and maxUnavailable cannot be both set"));
    }
}
