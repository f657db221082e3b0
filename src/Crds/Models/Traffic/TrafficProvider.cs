using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Traffic;

/// <summary>What divides a Model's requests among its revisions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrafficProvider>))]
public enum TrafficProvider
{
    /// <summary>The routers of the namespace, which the operator runs.</summary>
    Router,
}
