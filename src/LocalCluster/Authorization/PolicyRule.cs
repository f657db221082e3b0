using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Authorization;

/// <summary>One rule of a role; it matches as in k8s.io/kubernetes/pkg/apis/rbac/v1 (evaluation_helpers.go).</summary>
public sealed record PolicyRule
{
    private const string Any = "*";

    /// <summary>Every verb on every resource and path.</summary>
    public static IReadOnlyList<PolicyRule> Everything { get; } =
    [
        new() { Verbs = [Any], ApiGroups = [Any], Resources = [Any] },
        new() { Verbs = [Any], NonResourceUrls = [Any] },
    ];

    public required IReadOnlyList<string> Verbs { get; init; }

    public IReadOnlyList<string> ApiGroups { get; init; } = [];

    /// <summary>
    /// Plural names, with a subresource after a slash: <c>pods</c>, <c>pods/log</c>, <c>*/scale</c>; <c>*</c> is all of both.
    /// </summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>
    /// The only objects that the rule is about; empty for all. A request without a name, such as a create, never matches a name.
    /// </summary>
    public IReadOnlyList<string> ResourceNames { get; init; } = [];

    /// <summary>Paths; one that ends in <c>*</c> stands for all that begin like it.</summary>
    public IReadOnlyList<string> NonResourceUrls { get; init; } = [];

    /// <summary>Reads a rule as a role has it.</summary>
    public static PolicyRule Parse(JsonObject rule) => new()
    {
        Verbs = [.. rule.Texts("verbs")],
        ApiGroups = [.. rule.Texts("apiGroups")],
        Resources = [.. rule.Texts("resources")],
        ResourceNames = [.. rule.Texts("resourceNames")],
        NonResourceUrls = [.. rule.Texts("nonResourceURLs")],
    };

    /// <summary>Whether the rule allows what is asked.</summary>
    public bool Allows(AccessAttributes access)
    {
        if (!Has(Verbs, access.Verb)) return false;
        if (access.Path is { } path) return NonResourceUrls.Any(url => Covers(url, path));
        return Has(ApiGroups, access.Group)
            && Resources.Any(resource => Covers(resource, access))
            && (ResourceNames.Count == 0 || ResourceNames.Contains(access.Name));
    }

    private static bool Has(IReadOnlyList<string> values, string value) => values.Contains(Any) || values.Contains(value);

    private static bool Covers(string url, string path) =>
        url == path || (url.EndsWith('*') && path.StartsWith(url.TrimEnd('*'), StringComparison.Ordinal));

    private static bool Covers(string resource, AccessAttributes access)
    {
        if (resource == Any) return true;
        if (access.Subresource.Length == 0) return resource == access.Resource;
        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0
            && resource.AsSpan(slash + 1).SequenceEqual(access.Subresource)
            && (resource.AsSpan(0, slash) is Any || resource.AsSpan(0, slash).SequenceEqual(access.Resource));
    }
}
