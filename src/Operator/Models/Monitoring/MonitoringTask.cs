using Modelwright.Crds.Models.Monitoring;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>One reading: whom to read, and what to do with it. The argument of the external effect.</summary>
public sealed record MonitoringTask
{
    /// <summary>The Model's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Its UID.</summary>
    public required string Uid { get; init; }

    /// <summary>The revision whose requests are watched.</summary>
    public required string Revision { get; init; }

    /// <summary>The ModelVersion that it serves.</summary>
    public string? Version { get; init; }

    /// <summary>What it was worth at evaluation, where that is known now.</summary>
    public EvaluationFigures? Evaluation { get; init; }

    /// <summary>What is watched.</summary>
    public required ModelMonitoring Monitoring { get; init; }

    /// <summary>The pods of the Model: those of other revisions may have labels.</summary>
    public IReadOnlyList<MonitoredServer> Servers { get; init; } = [];

    /// <summary>The UIDs of all pods of the Model, ready or not: the last reading of a pod is kept as long as the pod is there.</summary>
    public IReadOnlyList<string> Pods { get; init; } = [];

    /// <summary>What an earlier process wrote down.</summary>
    public string? Checkpoint { get; init; }
}
