using System.Text.Json.Serialization;

namespace Modelwright.Router.Routes;

/// <summary>A route table as JSON carries it, before it was checked.</summary>
public sealed record RouteDocument
{
    /// <summary>The Model's name.</summary>
    [JsonRequired] public string Model { get; init; } = "";

    /// <summary>Grows by one whenever the content changes; starts at 1.</summary>
    [JsonRequired] public long Revision { get; init; }

    /// <summary>Names and addresses by which clients reach the Model, without port.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>The revisions and their shares.</summary>
    [JsonRequired] public IReadOnlyList<BackendDocument> Backends { get; init; } = [];

    /// <summary>Why there is no backend; what clients are told.</summary>
    public string? Reason { get; init; }

    /// <summary>Which requests are copied to a revision, if any.</summary>
    public MirrorDocument? Mirror { get; init; }

    /// <summary>By what users stay with a revision, if they do.</summary>
    public StickyDocument? Sticky { get; init; }

    /// <summary>How requests wait for a backend, if they may.</summary>
    public ActivationDocument? Activation { get; init; }

    /// <summary>How clients must come, if not anyhow.</summary>
    public AccessDocument? Access { get; init; }
}
