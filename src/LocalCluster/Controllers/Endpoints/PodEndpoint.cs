using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Endpoints;

/// <summary>A pod behind a Service.</summary>
internal sealed record PodEndpoint(string Address, string PodName, string PodUid, string? Node, bool Ready, bool Serving, bool Terminating)
{
    public JsonObject TargetReference(string @namespace) => new()
    {
        ["kind"] = "Pod",
        ["namespace"] = @namespace,
        ["name"] = PodName,
        ["uid"] = PodUid,
    };
}
