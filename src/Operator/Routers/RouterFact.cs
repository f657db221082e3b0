namespace Modelwright.Operator.Routers;

/// <summary>How far one router pod has followed one Model's route.</summary>
public sealed record RouterFact
{
    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its IP, once it runs.</summary>
    public string? Address { get; init; }

    /// <summary>
    /// What is known of its route. Only where it <see cref="RouterStanding.Follows"/> do the fields about routes mean anything.
    /// </summary>
    public required RouterStanding Standing { get; init; }

    /// <summary>The pod is on its way out: it gets no new clients, but answers those that are connected until its process ends.</summary>
    public bool Leaving { get; init; }

    /// <summary>The pod's readiness.</summary>
    public bool Ready { get; init; }

    /// <summary>Since when it is ready.</summary>
    public DateTimeOffset? ReadyTime { get; init; }

    /// <summary>The route revision that it follows, wherever it has it from.</summary>
    public long? Follows { get; init; }

    /// <summary>This process sent it that revision, so its content is the one that was meant.</summary>
    public bool Pushed { get; init; }

    /// <summary>It refused our revision because it follows this one, which is not ours.</summary>
    public long? Conflict { get; init; }

    /// <summary>Why the last push failed.</summary>
    public string? Failure { get; init; }

    /// <summary>The same in one word, where it is a Gateway; null for routers.</summary>
    public string? Reason { get; init; }

    /// <summary>The Secrets that it has mounted, there or not.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>New clients are sent to it.</summary>
    public bool TakesRequests => Ready && !Leaving;

    /// <summary>It follows this revision as it was meant.</summary>
    public bool Acknowledged(long revision) => Standing == RouterStanding.Follows && Pushed && Follows == revision;
}
