using System.Text.Json.Serialization;

namespace Modelwright.Operator.Models.Analysis;

/// <summary>Where a metric's counts come from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetricKind>))]
public enum MetricKind
{
    /// <summary>Failed requests, from the routers.</summary>
    Errors,

    /// <summary>Slow requests, from the routers.</summary>
    Latency,

    /// <summary>Copies that were answered otherwise, from the routers.</summary>
    Disagreement,

    /// <summary>Predictions by bin, from the model servers.</summary>
    Drift,

    /// <summary>A number, from Prometheus.</summary>
    Query,
}
