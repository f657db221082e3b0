using System.Text.Json.Serialization;

namespace Modelwright.Operator.Tracking;

/// <summary>The states of a run on an MLflow server.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunState>))]
public enum RunState
{
    /// <summary>It waits.</summary>
    Scheduled,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended well.</summary>
    Finished,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was ended on purpose, or its object was deleted.</summary>
    Killed,
}
