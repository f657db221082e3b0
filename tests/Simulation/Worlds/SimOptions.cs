using Modelwright.Operator;
using Modelwright.Operator.Tracking;

namespace Modelwright.Simulation.Worlds;

/// <summary>How a world is made.</summary>
public sealed record SimOptions
{
    /// <summary>Decides everything that is left to chance. Null: nothing is, processes take turns.</summary>
    public int? Seed { get; init; }

    /// <summary>Operators agree on one that acts, by a lease.</summary>
    public bool LeaderElection { get; init; }

    /// <summary>What the operators make.</summary>
    public ServingSettings Settings { get; init; } = new();

    /// <summary>Operators record runs on the world's MLflow server; null: on none.</summary>
    public TrackingSettings? Tracking { get; init; }

    /// <summary>The namespaces that there are.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = ["ml"];
}
