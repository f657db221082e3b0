using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>Whether a trigger asks for a run.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TriggerState>))]
public enum TriggerState
{
    /// <summary>It does not.</summary>
    Idle,

    /// <summary>It does.</summary>
    Firing,

    /// <summary>That cannot be said at the moment.</summary>
    Unknown,
}
