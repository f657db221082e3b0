using System.Text;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Core;

/// <summary>The rules of Secrets.</summary>
internal sealed class SecretRules : DataRules
{
    public override void Default(JsonObject value)
    {
        value.SetDefault("type", "Opaque");
        if (value.Child("stringData") is not { } texts) return;
        foreach (var (key, text) in texts) value.Make("data")[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(text.Text() ?? ""));
        value.Remove("stringData");
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        base.Validate(value, old, errors);
        if (old is not null && value.Text("type") != old.Text("type"))
            errors.Add(FieldError.Invalid("type", value["type"], "field is immutable"));
    }
}
