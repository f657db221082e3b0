using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Networking;

/// <summary>The rules of EndpointSlices.</summary>
internal sealed class EndpointSliceRules : KindRules
{
    public override void Default(JsonObject value)
    {
        foreach (var port in value.Objects("ports"))
        {
            port.SetDefault("name", "");
            port.SetDefault("protocol", "TCP");
        }
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value.Text("addressType") is not ("IPv4" or "IPv6" or "FQDN"))
            errors.Add(FieldError.NotSupported("addressType", value["addressType"], ["\"FQDN\"", "\"IPv4\"", "\"IPv6\""]));
        if (old is not null && !JsonEquality.Same(value["addressType"], old["addressType"]))
            errors.Add(FieldError.Invalid("addressType", value["addressType"], "field is immutable"));
    }
}
