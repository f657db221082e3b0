using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What came of a comparison.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GateOutcome>))]
public enum GateOutcome
{
    /// <summary>The candidate may go out.</summary>
    Passed,

    /// <summary>It may not.</summary>
    Rejected,

    /// <summary>The two cannot be compared; a person decides.</summary>
    Undecided,
}
