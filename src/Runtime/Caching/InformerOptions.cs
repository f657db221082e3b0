namespace Modelwright.Runtime.Caching;

/// <summary>Which objects of a kind are cached.</summary>
public sealed record InformerOptions
{
    /// <summary>One namespace, or null for all.</summary>
    public string? Namespace { get; set; }

    /// <summary>Only objects with these labels.</summary>
    public string? LabelSelector { get; set; }

    /// <summary>Only objects with these fields.</summary>
    public string? FieldSelector { get; set; }

    /// <summary>
    /// The cluster may not have the kind: nobody waits for it, and it is not read before <see cref="CacheSet.Ask{T}"/>.
    /// </summary>
    public bool Optional { get; set; }

    /// <summary>Objects per page of a list.</summary>
    public int PageSize { get; set; } = 500;
}
