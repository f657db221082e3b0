namespace Modelwright.Runtime.Api;

/// <summary>Which part of a collection to read.</summary>
public sealed record ListRequest
{
    /// <summary>One namespace, or null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>For example <c>app.kubernetes.io/managed-by=modelwright</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>For example <c>metadata.name=x</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The largest page; 0 means everything in one answer.</summary>
    public int Limit { get; init; } = 500;

    /// <summary>The token that the page before ended with.</summary>
    public string? Continue { get; init; }
}
