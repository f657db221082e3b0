using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Networking;

/// <summary>The rules of NetworkPolicies. (They are stored; nothing on a laptop enforces them.)</summary>
internal sealed class NetworkPolicyRules : KindRules
{
    public override void Default(JsonObject value)
    {
        if (value.Child("spec") is not { } spec) return;
        foreach (var rule in spec.Objects("ingress").Concat(spec.Objects("egress")))
        {
            foreach (var port in rule.Objects("ports")) port.SetDefault("protocol", "TCP");
        }

        if (spec["policyTypes"] is null)
            spec["policyTypes"] = spec["egress"] is null ? new JsonArray("Ingress") : new JsonArray("Ingress", "Egress");
    }
}
