using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Discovery;

/// <summary>A subresource as discovery lists it.</summary>
internal sealed record DiscoveredSubresource(string Name, string Group, string Version, string Kind, IReadOnlyList<string> Verbs)
{
    private static readonly string[] ReadWrite = ["get", "patch", "update"];

    public static IEnumerable<DiscoveredSubresource> Of(ResourceDefinition resource)
    {
        foreach (var name in resource.OtherSubresources)
        {
            yield return name switch
            {
                "log" => new(name, resource.Id.Group, resource.Id.Version, resource.Kind, ["get"]),
                "eviction" => new(name, "policy", "v1", "Eviction", ["create"]),
                "token" => new(name, "authentication.k8s.io", "v1", "TokenRequest", ["create"]),
                _ => new(name, resource.Id.Group, resource.Id.Version, resource.Kind, ["update"]),
            };
        }

        if (resource.Scale is not null) yield return new("scale", "autoscaling", "v1", "Scale", ReadWrite);
        if (resource.HasStatus) yield return new("status", resource.Id.Group, resource.Id.Version, resource.Kind, ReadWrite);
    }
}
