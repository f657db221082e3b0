using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Rollouts;

/// <summary>The Model's state in one word, for people; programs use the conditions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelPhase>))]
public enum ModelPhase
{
    /// <summary>Nothing serves yet.</summary>
    Pending,

    /// <summary>A revision comes up or takes over.</summary>
    Progressing,

    /// <summary>A new revision has a share of the requests, or copies of them.</summary>
    Canarying,

    /// <summary>A rollout waits for a person.</summary>
    Paused,

    /// <summary>The new revision serves and is watched.</summary>
    Probation,

    /// <summary>The wanted revision serves.</summary>
    Ready,

    /// <summary>At zero replicas.</summary>
    Idle,

    /// <summary>Requests are answered, but not by what is wanted; a person has to act.</summary>
    Degraded,

    /// <summary>Requests are not answered; a person has to act.</summary>
    Failed,
}
