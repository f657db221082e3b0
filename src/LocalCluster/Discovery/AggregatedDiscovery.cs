using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Discovery;

/// <summary>All groups, versions and resources in one document (apidiscovery.k8s.io).</summary>
internal static class AggregatedDiscovery
{
    public static JsonObject Of(ResourceRegistry registry, string version, bool core) => new()
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = $"apidiscovery.k8s.io/{version}",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. GroupVersions.Of(registry).Where(group => group.Group.Length == 0 == core)
            .Select(group => Group(registry, group.Group, group.Versions))]),
    };

    private static JsonObject Group(ResourceRegistry registry, string group, IReadOnlyList<string> versions)
    {
        var metadata = new JsonObject();
        if (group.Length > 0) metadata["name"] = group;
        return new JsonObject
        {
            ["metadata"] = metadata,
            ["versions"] = new JsonArray([.. versions.Select(version => new JsonObject
            {
                ["version"] = version,
                ["resources"] = new JsonArray([.. registry.All
                    .Where(resource => resource.Id.Group == group && resource.Id.Version == version).Select(Resource)]),
                ["freshness"] = "Current",
            })]),
        };
    }

    private static JsonObject Resource(ResourceDefinition resource)
    {
        var entry = new JsonObject
        {
            ["resource"] = resource.Id.Plural,
            ["responseKind"] = Kind(resource.Id.Group, resource.Id.Version, resource.Kind),
            ["scope"] = resource.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = resource.Singular,
            ["verbs"] = LegacyDiscovery.Texts(resource.Verbs),
        };
        if (resource.ShortNames.Count > 0) entry["shortNames"] = LegacyDiscovery.Texts(resource.ShortNames);
        if (resource.Categories.Count > 0) entry["categories"] = LegacyDiscovery.Texts(resource.Categories);
        var subresources = DiscoveredSubresource.Of(resource).Select(subresource => new JsonObject
        {
            ["subresource"] = subresource.Name,
            ["responseKind"] = Kind(subresource.Group, subresource.Version, subresource.Kind),
            ["verbs"] = LegacyDiscovery.Texts(subresource.Verbs),
        }).ToArray();
        if (subresources.Length > 0) entry["subresources"] = new JsonArray([.. subresources]);
        return entry;
    }

    private static JsonObject Kind(string group, string version, string kind) =>
        new() { ["group"] = group, ["version"] = version, ["kind"] = kind };
}
