using System.Text.Json.Serialization;

namespace Modelwright.Crds.Datasets;

/// <summary>What follows from a failed check.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckSeverity>))]
public enum CheckSeverity
{
    /// <summary>The version is never used unasked.</summary>
    Error,

    /// <summary>It is said, and nothing else follows.</summary>
    Warning,
}
