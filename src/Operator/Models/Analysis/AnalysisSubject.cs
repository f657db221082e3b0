namespace Modelwright.Operator.Models.Analysis;

/// <summary>Which revision is to be judged, beside which, and how the routers split the requests between them.</summary>
public sealed record AnalysisSubject
{
    /// <summary>The new revision.</summary>
    public required string Canary { get; init; }

    /// <summary>The revision that it is compared with.</summary>
    public required string Stable { get; init; }

    /// <summary>The canary's share of the requests, in percent.</summary>
    public required int Weight { get; init; }

    /// <summary>The share of the requests that are copied to it, in percent.</summary>
    public required int Mirror { get; init; }

    /// <summary>The number of the route that all routers follow; null while they do not agree, and then nothing is counted.</summary>
    public required long? Route { get; init; }

    /// <summary>When the rollout of this canary began; evidence of another rollout does not count.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When the canary was last made ready; measuring begins <c>initialDelay</c> after that.</summary>
    public required DateTimeOffset? ReadyTime { get; init; }

    /// <summary>
    /// It was promoted and is only watched: it has all requests, so that only limits of its own can be checked, and no comparison.
    /// </summary>
    public bool Probation { get; init; }

    /// <summary>
    /// Requests are not drawn one by one (users stay with a revision, or somebody else routes), so that the canary's share of the requests
    /// need not be that of its weight; it is not tested then.
    /// </summary>
    public bool Sticky { get; init; }
}
