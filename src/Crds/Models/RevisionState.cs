using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models;

/// <summary>Where a revision is in its life.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RevisionState>))]
public enum RevisionState
{
    /// <summary>Its pods are being made, its model fetched, verified, loaded and warmed.</summary>
    Starting,

    /// <summary>It is ready and has traffic.</summary>
    Serving,

    /// <summary>It is ready and has no traffic: either about to take over, or kept up after it was replaced.</summary>
    Standby,

    /// <summary>It served before, has no pods, and can be gone back to.</summary>
    Retired,

    /// <summary>It cannot serve; the message says why.</summary>
    Failed,
}
