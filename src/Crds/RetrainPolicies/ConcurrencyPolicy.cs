using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What becomes of a trigger while a candidate is on its way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConcurrencyPolicy>))]
public enum ConcurrencyPolicy
{
    /// <summary>It is remembered, and all that came meanwhile makes one run afterwards.</summary>
    Coalesce,

    /// <summary>It is skipped.</summary>
    Forbid,

    /// <summary>A run that still trains is cancelled, and a new one takes its place; later it is as with Coalesce.</summary>
    Replace,
}
