using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Models.Traffic;

/// <summary>A Gateway that is to lead to the Model.</summary>
public sealed record GatewayReference
{
    /// <summary>The Gateway's name.</summary>
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string Name { get; init; } = "";

    /// <summary>
    /// Its namespace; unset, the Model's. A Gateway of another namespace takes the route only if the <c>allowedRoutes</c> of its listener
    /// say so: that is for the Gateway's owner to decide.
    /// </summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Namespace { get; init; }

    /// <summary>The listener; unset, every one that takes the route.</summary>
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string? SectionName { get; init; }
}
