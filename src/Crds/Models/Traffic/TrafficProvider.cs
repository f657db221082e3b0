using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Traffic;

/// <summary>What divides a Model's requests among its revisions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrafficProvider>))]
public enum TrafficProvider
{
    /// <summary>The routers of the namespace, which the operator runs: exact shares of requests, compared copies, users kept.</summary>
    Router,

    /// <summary>
    /// A Gateway of the cluster, through an HTTPRoute that the operator writes: exact shares; copies whose answers nobody compares; no
    /// counters that the operator could judge errors or latency by.
    /// </summary>
    GatewayAPI,

    /// <summary>
    /// Nobody: one Service over the pods of the revisions that have a share, so that replicas are the shares, and a client that keeps its
    /// connection stays with one pod.
    /// </summary>
    None,
}
