using System.Text.Json.Serialization;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What becomes of a candidate where nothing serves yet.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoChampionPolicy>))]
public enum NoChampionPolicy
{
    /// <summary>It passes where the limits hold.</summary>
    Accept,

    /// <summary>Where the limits hold a person decides.</summary>
    Hold,
}
