using System.Text.Json.Serialization;

namespace Modelwright.Crds.Promotions;

/// <summary>What asks for a promotion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequesterKind>))]
public enum RequesterKind
{
    /// <summary>A person, or a tool that acts for one.</summary>
    Person,

    /// <summary>A RetrainPolicy, after its gate.</summary>
    RetrainPolicy,
}
