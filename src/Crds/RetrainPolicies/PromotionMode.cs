using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>Who lets a candidate out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromotionMode>))]
public enum PromotionMode
{
    /// <summary>People.</summary>
    Approval,

    /// <summary>The gate; where it cannot decide, people.</summary>
    Automatic,
}
