using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>When a Model with <c>spec.serving.scaleToZero</c> gave up its replicas and got them back. It changes only then.</summary>
public sealed record ActivityStatus
{
    /// <summary>Since when it has no replicas because nobody asked; empty while it has.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? SleepTime { get; init; }

    /// <summary>When a request last brought its replicas back.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? WakeTime { get; init; }

    /// <summary>The last request before it gave them up; empty when none was seen.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? LastRequestTime { get; init; }
}
