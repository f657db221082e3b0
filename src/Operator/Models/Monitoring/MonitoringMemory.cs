using Modelwright.Operator.Models.Monitoring.Counting;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What this process knows of a Model's requests: the record, and the last readings, from which the next are counted.</summary>
public sealed record MonitoringMemory
{
    /// <summary>What was judged and counted.</summary>
    public required MonitoringRecord Record { get; init; }

    /// <summary>The record as it is to be written down; it is as new as the last sub-window.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>When it became that.</summary>
    public required DateTimeOffset CheckpointTime { get; init; }

    /// <summary>When this process first read the revision; pods that are older were not counted before it.</summary>
    public required DateTimeOffset FirstTime { get; init; }

    /// <summary>When the last reading was asked for.</summary>
    public DateTimeOffset AskedTime { get; init; }

    /// <summary>When a server of the revision last answered.</summary>
    public DateTimeOffset? AnsweredTime { get; init; }

    /// <summary>Why the last reading had none.</summary>
    public string? Problem { get; init; }

    /// <summary>Why there is no profile to compare with; null where there is one.</summary>
    public string? Unprofiled { get; init; }

    /// <summary>Servers take labels.</summary>
    public bool TakesLabels { get; init; }

    /// <summary>The profile's columns.</summary>
    public IReadOnlyList<ColumnReference> References { get; init; } = [];

    /// <summary>The last reading of each server, by the pod's UID.</summary>
    public IReadOnlyDictionary<string, ServerFeatures> Servers { get; init; } = new Dictionary<string, ServerFeatures>();
}
