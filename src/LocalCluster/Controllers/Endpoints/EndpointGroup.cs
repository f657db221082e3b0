using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Endpoints;

/// <summary>Endpoints that have the same ports.</summary>
internal sealed record EndpointGroup(JsonArray Ports, List<PodEndpoint> Endpoints);
