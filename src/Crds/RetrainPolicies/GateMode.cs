using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What a metric must be.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateMode>))]
public enum GateMode
{
    /// <summary>Better than that of the version that serves, by more than the margin.</summary>
    Improve,

    /// <summary>Not worse than it by more than the margin.</summary>
    NonInferior,
}
