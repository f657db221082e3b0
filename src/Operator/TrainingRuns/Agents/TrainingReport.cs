using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>
/// What an agent reports of a run (docs/contracts.md, "Agent: training"), or what a container without one leaves in its termination
/// message. Everything in it is within the bounds of the API, but for the number of metrics.
/// </summary>
public sealed record TrainingReport
{
    /// <summary>The model.</summary>
    public TrainingArtifact? Model { get; init; }

    /// <summary>The last value of each metric.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];

    /// <summary>The objective's metric by step.</summary>
    public IReadOnlyList<MetricPoint> Series { get; init; } = [];

    /// <summary>How far it is, without a time.</summary>
    public TrainingProgress? Progress { get; init; }

    /// <summary>The reference profile.</summary>
    public TrainingArtifact? Profile { get; init; }

    /// <summary>Everything else that was uploaded; no URIs.</summary>
    public IReadOnlyList<TrainingArtifact> Artifacts { get; init; } = [];

    /// <summary>What was wrong without making it fail.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why the agent, or the container through its file <c>failure</c>, says that it failed.</summary>
    public Problem? Failure { get; init; }
}
