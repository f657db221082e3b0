namespace Modelwright.Operator.Gateways;

/// <summary>The Gateway API (gateway-api.sigs.k8s.io), channel Standard.</summary>
internal static class GatewayApi
{
    /// <summary>The API group.</summary>
    public const string Group = "gateway.networking.k8s.io";

    /// <summary>The version in which HTTPRoutes and Gateways are stable.</summary>
    public const string Version = "v1";

    /// <summary>The condition of a route at a Gateway: it is taken.</summary>
    public const string Accepted = "Accepted";

    /// <summary>The condition of a route at a Gateway: all that it names exists and may be named.</summary>
    public const string ResolvedRefs = "ResolvedRefs";
}
