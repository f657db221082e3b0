namespace Modelwright.Runtime.Api;

/// <summary>Which changes to follow, from where, and for how long.</summary>
public sealed record WatchRequest(string ResourceVersion, TimeSpan Timeout)
{
    /// <summary>One namespace, or null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>As in <see cref="ListRequest"/>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>As in <see cref="ListRequest"/>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>How long the stream may be silent before it is given up as dead.</summary>
    public TimeSpan SilenceLimit { get; init; } = Timeout + TimeSpan.FromSeconds(30);
}
