using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Gateways;

namespace Modelwright.Operator.Models.Providers;

/// <summary>A Gateway, or a listener of it, that a route is to be attached to.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="SectionName">The listener; null: all.</param>
public sealed record GatewayParent(string Namespace, string Name, string? SectionName)
{
    /// <summary>A reference of a Model.</summary>
    public static GatewayParent Of(GatewayReference reference, string @namespace) =>
        new(reference.Namespace ?? @namespace, reference.Name, reference.SectionName);

    /// <summary>A reference of a route; null for one without a name.</summary>
    public static GatewayParent? Of(ParentReference? reference, string? @namespace) =>
        reference?.Name is { } name ? new(reference.Namespace ?? @namespace ?? "", name, reference.SectionName) : null;

    /// <summary>For people.</summary>
    public override string ToString() => $"Gateway {Namespace}/{Name}{(SectionName is null ? "" : $" ({SectionName})")}";
}
