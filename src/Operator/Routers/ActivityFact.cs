namespace Modelwright.Operator.Routers;

/// <summary>What this process knows of the requests for a Model that may be scaled to zero, over all routers.</summary>
public sealed record ActivityFact
{
    /// <summary>How often routers are read at least.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Since when it looks. A request before that may have come without its knowledge.</summary>
    public required DateTimeOffset SinceTime { get; init; }

    /// <summary>When it last saw that a request came or was under way; null: never.</summary>
    public DateTimeOffset? LastRequestTime { get; init; }

    /// <summary>
    /// Up to this time every router that runs has told what came; null while one has not been heard, because it may have requests that
    /// nobody knows of.
    /// </summary>
    public DateTimeOffset? KnownTime { get; init; }

    /// <summary>Requests that had no whole answer when the routers were last read.</summary>
    public long Open { get; init; }

    /// <summary>Why a router refuses the Model's clients, with the router's name; null: none does.</summary>
    public string? Problem { get; init; }

    /// <summary>Requests that waited for a replica when the routers were last read.</summary>
    public long Waiting { get; init; }
}
