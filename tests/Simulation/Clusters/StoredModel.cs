namespace Modelwright.Simulation.Clusters;

/// <summary>A model file as the store has it, and how it behaves.</summary>
/// <param name="Digest">The SHA-256 of its bytes.</param>
public sealed record StoredModel(string Digest)
{
    /// <summary>How long a download takes.</summary>
    public TimeSpan FetchTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the server needs from its start until it is ready.</summary>
    public TimeSpan LoadTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The agent's reason for not fetching it (docs/contracts.md), or null.</summary>
    public string? FetchFailure { get; init; }

    /// <summary>The model server's reason for not serving it, or null.</summary>
    public string? LoadFailure { get; init; }

    /// <summary>The share of the requests that it fails.</summary>
    public double ErrorRate { get; init; }

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The share of the requests that it answers otherwise than other models do.</summary>
    public double Otherwise { get; init; }
}
