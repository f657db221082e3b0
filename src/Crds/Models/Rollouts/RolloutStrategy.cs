using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Rollouts;

/// <summary>How a new revision takes over from the one that serves.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RolloutStrategy>))]
public enum RolloutStrategy
{
    /// <summary>All replicas of the new revision come up beside the old ones; then all requests move at once.</summary>
    BlueGreen,

    /// <summary>Replica by replica: each that is ready takes its share of the requests, and an old one goes.</summary>
    Rolling,

    /// <summary>The new revision gets a growing share of the requests, in <c>steps</c>.</summary>
    Canary,

    /// <summary>The new revision gets copies of requests; its answers are compared with the real ones and thrown away.</summary>
    Shadow,

    /// <summary>
    /// As Canary, but each user stays with one revision: <c>sticky</c> says how a user is known. Who once had the new one keeps it.
    /// </summary>
    ABTest,
}
