namespace Modelwright.LocalCluster.Authorization;

/// <summary>What somebody wants to do: a verb on a resource, or (when <see cref="Path"/> is set) on a path.</summary>
public sealed record AccessAttributes(string Verb)
{
    public string Group { get; init; } = "";

    public string Resource { get; init; } = "";

    public string Subresource { get; init; } = "";

    public string Namespace { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>A path that is no resource, such as <c>/version</c>; null for resources.</summary>
    public string? Path { get; init; }
}
