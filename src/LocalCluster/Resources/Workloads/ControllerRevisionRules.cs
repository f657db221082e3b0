using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources.Core;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>The rules of ControllerRevisions: data that is written once, and a number (kubernetes/pkg/apis/apps/validation).</summary>
internal sealed class ControllerRevisionRules : UnversionedRules
{
    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value["data"] is null && old is null) errors.Add(FieldError.Required("data", "data is mandatory"));
        if (value.Integer("revision") < 0)
            errors.Add(FieldError.Invalid("revision", value["revision"], "must be greater than or equal to 0"));
        if (old is not null && !JsonEquality.Same(value["data"], old["data"]))
            errors.Add(FieldError.Invalid("data", value["data"], "field is immutable"));
    }
}
