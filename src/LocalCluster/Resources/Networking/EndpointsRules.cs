using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Networking;

/// <summary>The rules of Endpoints.</summary>
internal sealed class EndpointsRules : KindRules
{
    public override bool HasGeneration => false;

    public override void Default(JsonObject value)
    {
        foreach (var port in value.Objects("subsets").SelectMany(subset => subset.Objects("ports"))) port.SetDefault("protocol", "TCP");
    }
}
