using System.Text.Json.Serialization;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>Whether the operator's agent runs beside a training container.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AgentMode>))]
public enum AgentMode
{
    /// <summary>The agent fetches inputs, reads metrics and progress, and uploads what the container leaves.</summary>
    Sidecar,

    /// <summary>
    /// Nothing runs beside the container. It gets volumes as they are, and reports metrics and its model's URI and digest in its
    /// termination
    /// message.
    /// </summary>
    None,
}
