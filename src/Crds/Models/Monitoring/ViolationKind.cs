using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>In what way values are bad.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ViolationKind>))]
public enum ViolationKind
{
    /// <summary>There is no value.</summary>
    Missing,

    /// <summary>A category that the profile does not have.</summary>
    Unseen,

    /// <summary>A number below the profile's smallest or above its largest, infinities included.</summary>
    OutOfRange,

    /// <summary>Not a number.</summary>
    NaN,
}
