using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What a candidate and the version that serves are compared by.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateMethod>))]
public enum GateMethod
{
    /// <summary>By the figures that their runs recorded on the same holdout, not row by row.</summary>
    RecordedMetrics,
}
