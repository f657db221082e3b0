using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Discovery;

/// <summary>Discovery as it was before it was aggregated: one document per group and version.</summary>
internal static class LegacyDiscovery
{
    public static JsonObject CoreVersions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    public static JsonObject Groups(ResourceRegistry registry) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. GroupVersions.Of(registry).Where(group => group.Group.Length > 0)
            .Select(group => Describe(group.Group, group.Versions))]),
    };

    public static JsonObject? Group(ResourceRegistry registry, string name)
    {
        var versions = GroupVersions.Of(registry).FirstOrDefault(group => group.Group == name).Versions;
        if (versions is null || name.Length == 0) return null;
        var group = Describe(name, versions);
        group["kind"] = "APIGroup";
        group["apiVersion"] = "v1";
        return group;
    }

    public static JsonObject Resources(ResourceRegistry registry, string group, string version)
    {
        var list = new JsonArray();
        foreach (var resource in registry.All.Where(resource => resource.Id.Group == group && resource.Id.Version == version))
        {
            var entry = Entry(resource, resource.Id.Plural, resource.Verbs);
            entry["singularName"] = resource.Singular;
            if (resource.ShortNames.Count > 0) entry["shortNames"] = Texts(resource.ShortNames);
            if (resource.Categories.Count > 0) entry["categories"] = Texts(resource.Categories);
            list.Add(entry);
            foreach (var subresource in DiscoveredSubresource.Of(resource))
            {
                var sub = Entry(resource, $"{resource.Id.Plural}/{subresource.Name}", subresource.Verbs);
                sub["kind"] = subresource.Kind;
                if (subresource.Group != group || subresource.Version != version)
                {
                    sub["group"] = subresource.Group;
                    sub["version"] = subresource.Version;
                }

                list.Add(sub);
            }
        }

        return new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}",
            ["resources"] = list,
        };
    }

    internal static JsonArray Texts(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static JsonObject Entry(ResourceDefinition resource, string name, IEnumerable<string> verbs) => new()
    {
        ["name"] = name,
        ["singularName"] = "",
        ["namespaced"] = resource.Namespaced,
        ["kind"] = resource.Kind,
        ["verbs"] = Texts(verbs),
    };

    private static JsonObject Describe(string group, IReadOnlyList<string> versions) => new()
    {
        ["name"] = group,
        ["versions"] = new JsonArray([.. versions.Select(version => Version(group, version))]),
        ["preferredVersion"] = Version(group, versions[0]),
    };

    private static JsonObject Version(string group, string version) =>
        new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };
}
