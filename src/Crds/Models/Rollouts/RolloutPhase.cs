using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Rollouts;

/// <summary>What a rollout is doing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RolloutPhase>))]
public enum RolloutPhase
{
    /// <summary>It goes through its steps.</summary>
    Stepping,

    /// <summary>Its steps are done; the new revision is being given all requests.</summary>
    Promoting,

    /// <summary>It was taken back; the previous revision serves.</summary>
    Aborted,
}
