using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Models.Traffic;

/// <summary>The certificate that clients see.</summary>
public sealed record TrafficTls
{
    /// <summary>
    /// The name of a Secret of type <c>kubernetes.io/tls</c> in the same namespace, with <c>tls.crt</c> (the server's certificate first,
    /// then its chain) and <c>tls.key</c>. The routers mount it and follow its changes; the operator never reads it.
    /// </summary>
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string SecretName { get; init; } = "";
}
