using k8s.Models;

namespace Modelwright.Operator.Models;

/// <summary>What the planner needs to know of a Service of the Model.</summary>
/// <param name="Name">Its name: the Model's, or a revision's.</param>
/// <param name="ClusterIP">Its address, once the API server gave it one.</param>
/// <param name="Route">The route table in its annotation, as JSON; only the Model's own Service has one.</param>
public sealed record ServiceFact(string Name, string? ClusterIP, string? Route)
{
    /// <summary>The text of <see cref="Labels.Provider"/>; null for the Router.</summary>
    public string? Provider { get; init; }

    /// <summary>Reads a Service.</summary>
    public static ServiceFact Of(V1Service service) => new(
        service.Metadata.Name,
        service.Spec?.ClusterIP is { Length: > 0 } address and not "None" ? address : null,
        service.Metadata.Annotations?.TryGetValue(Labels.Route, out var route) == true ? route : null)
    {
        Provider = service.Metadata.Annotations?.TryGetValue(Labels.Provider, out var provider) == true ? provider : null,
    };
}
