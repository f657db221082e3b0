using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What a candidate is at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CyclePhase>))]
public enum CyclePhase
{
    /// <summary>Its run is under way.</summary>
    Training,

    /// <summary>It is compared with the version that serves.</summary>
    Comparing,

    /// <summary>It passed and waits for the end of a blackout.</summary>
    Holding,

    /// <summary>Its Promotion is under way.</summary>
    Promoting,
}
