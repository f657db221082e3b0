using System.Text.Json.Serialization;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>What became of a pod of a run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PodOutcome>))]
public enum PodOutcome
{
    /// <summary>It ended with exit code 0.</summary>
    Succeeded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was lost to preemption, eviction or a drained node, and does not count.</summary>
    Preempted,

    /// <summary>It was deleted before it ended, for example because the run was suspended.</summary>
    Deleted,
}
