using System.Globalization;
using Modelwright.Operator.Gateways;

namespace Modelwright.Operator.Models.Providers;

/// <summary>What the planner needs to know of a Model's HTTPRoute.</summary>
public sealed record HttpRouteFact
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of its spec.</summary>
    public long Generation { get; init; }

    /// <summary>The number of the route that it was written for.</summary>
    public long? Revision { get; init; }

    /// <summary>Its Gateways.</summary>
    public IReadOnlyList<GatewayParent> Parents { get; init; } = [];

    /// <summary>Its host names.</summary>
    public IReadOnlyList<string> Hostnames { get; init; } = [];

    /// <summary>What is said of it.</summary>
    public IReadOnlyList<ParentAnswer> Answers { get; init; } = [];

    /// <summary>Reads an HTTPRoute.</summary>
    public static HttpRouteFact Of(HttpRoute route)
    {
        var metadata = route.Metadata;
        string? number = null;
        metadata.Annotations?.TryGetValue(Labels.RouteRevision, out number);
        return new()
        {
            Name = metadata.Name,
            Generation = metadata.Generation ?? 0,
            Revision = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null,
            Parents = [.. (route.Spec?.ParentRefs ?? []).Select(parent => GatewayParent.Of(parent, metadata.NamespaceProperty))
                .OfType<GatewayParent>()],
            Hostnames = [.. route.Spec?.Hostnames ?? []],
            Answers = [.. (route.Status?.Parents ?? []).SelectMany(status => ParentAnswer.Of(status, metadata.NamespaceProperty))],
        };
    }
}
