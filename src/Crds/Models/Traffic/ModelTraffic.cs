using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Traffic;

/// <summary>How requests reach a Model's revisions.</summary>
[Cel("(has(self.provider) && self.provider == 'GatewayAPI') == (has(self.gatewayRefs) && size(self.gatewayRefs) > 0)",
    Message = "provider GatewayAPI needs gatewayRefs, for example [{name: public}], and no other provider takes them")]
[Cel("!has(self.hostnames) || size(self.hostnames) == 0 || has(self.provider) && self.provider == 'GatewayAPI'",
    Message = "hostnames need provider GatewayAPI")]
[Cel("!has(self.provider) || self.provider == 'Router' || !has(self.tls) && !has(self.clientTokens)",
    Message = "tls and clientTokens need provider Router; a Gateway has a certificate of its own")]
public sealed record ModelTraffic
{
    /// <summary>What divides the requests among the revisions.</summary>
    [WhenUnset(TrafficProvider.Router)]
    public TrafficProvider? Provider { get; init; }

    /// <summary>The Gateways that lead to the Model; all of them must accept a route before its weights count.</summary>
    [Length(0, ModelLimits.MaxGateways)]
    public IReadOnlyList<GatewayReference>? GatewayRefs { get; init; }

    /// <summary>
    /// The host names that mean this Model at its Gateways. Without any, its requests are known by their path,
    /// <c>/v2/models/NAME</c>, so that Models can share a listener.
    /// </summary>
    [Length(0, ModelLimits.MaxHostnames)]
    [ItemLength(1, 253)]
    [ItemPattern(Patterns.Hostname)]
    [ListSet]
    public IReadOnlyList<string>? Hostnames { get; init; }

    /// <summary>
    /// Serves the Model over https, and only so; <c>status.url</c> says it. Without it, in cleartext. Between routers and model servers
    /// it is cleartext in any case.
    /// </summary>
    public TrafficTls? Tls { get; init; }

    /// <summary>Answers only clients with one of these bearer tokens. Without it, everybody who reaches the Model's address.</summary>
    public TrafficTokens? ClientTokens { get; init; }
}
