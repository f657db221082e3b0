namespace Modelwright.Operator.Routers;

/// <summary>A router pod with what is left to do for it.</summary>
public sealed record RouterState
{
    /// <summary>The pod.</summary>
    public required RouterPod Pod { get; init; }

    /// <summary>It has told which routes it has.</summary>
    public bool Contacted { get; init; }

    /// <summary>It is left alone until then because it did not answer.</summary>
    public DateTimeOffset? RetryTime { get; init; }

    /// <summary>How often in a row it did not answer.</summary>
    public int Failures { get; init; }

    /// <summary>The Models whose route it must be sent.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>The routes, by Model, of Models that are gone.</summary>
    public IReadOnlyDictionary<string, long> Leftovers { get; init; } = new Dictionary<string, long>();

    /// <summary>When a refused route is tried again unchanged.</summary>
    public DateTimeOffset? RefusedRetryTime { get; init; }
}
