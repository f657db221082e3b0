using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What a blackout holds back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BlackoutScope>))]
public enum BlackoutScope
{
    /// <summary>Runs and promotions.</summary>
    All,

    /// <summary>Runs only.</summary>
    Training,

    /// <summary>Promotions only; runs start and candidates wait.</summary>
    Promotion,
}
