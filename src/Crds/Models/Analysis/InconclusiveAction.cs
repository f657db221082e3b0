using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>What follows when there is no verdict within the time for it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InconclusiveAction>))]
public enum InconclusiveAction
{
    /// <summary>The rollout stays where it is, and says so.</summary>
    Hold,

    /// <summary>The rollout goes on as if the new revision were no worse.</summary>
    Promote,

    /// <summary>The new revision is taken back.</summary>
    Abort,
}
