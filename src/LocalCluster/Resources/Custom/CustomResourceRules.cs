using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Resources.Custom;

/// <summary>The rules of a custom resource: those of its schema.</summary>
internal sealed class CustomResourceRules(TypeSchema schema) : KindRules
{
    public override void Default(JsonObject value) => Defaulting.Apply(value, schema);

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        ValueValidator.Validate(value, schema, "", errors);
        ListUniqueness.Validate(value, schema, "", errors);
    }
}
