using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Models.Traffic;

/// <summary>The bearer tokens that clients need.</summary>
public sealed record TrafficTokens
{
    /// <summary>
    /// The name of a Secret in the same namespace with the key <c>tokens</c>: the SHA-256 digest of a token a line, as <c>sha256sum</c>
    /// prints it. The routers mount it and follow its changes; the operator never reads it. As long as it is missing nobody is let in.
    /// </summary>
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string SecretName { get; init; } = "";
}
