using System.Text.Json.Serialization;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>How far a tracking server has a run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrackingState>))]
public enum TrackingState
{
    /// <summary>The run was made there.</summary>
    Open,

    /// <summary>The server did not answer; it is tried again.</summary>
    Unavailable,

    /// <summary>All of it is there, and it was closed.</summary>
    Closed,

    /// <summary>It was given up; the run itself is not touched by that.</summary>
    Abandoned,
}
