using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Routers;
using Modelwright.Operator.Tracking;
using Modelwright.Runtime.Api;

namespace Modelwright.Operator.Hosting;

/// <summary>How the operator runs.</summary>
public sealed record ModelwrightOptions
{
    /// <summary>The API server; null finds a kubeconfig or the service account of the pod.</summary>
    public KubeConnection? Connection { get; init; }

    /// <summary>The only namespace to look after, or null for all.</summary>
    public string? WatchNamespace { get; init; }

    /// <summary>
    /// The key that the operator signs in to routers with. Null: one that lasts as long as the process, which is only for a single
    /// instance: routers are replaced when it changes.
    /// </summary>
    public RouterKey? RouterKey { get; init; }

    /// <summary>The file that <see cref="RouterKey"/> came from; it is read again when it changes. Null: the key stays.</summary>
    public string? RouterKeyFile { get; init; }

    /// <summary>Several instances agree on one that acts.</summary>
    public bool LeaderElection { get; init; } = true;

    /// <summary>Where the lease is.</summary>
    public string LeaseNamespace { get; init; } = "modelwright-system";

    /// <summary>Where /livez, /readyz and /metrics answer; null: nowhere.</summary>
    public string? AdminUrl { get; init; }

    /// <summary>The name of this instance in the lease and in events; null: host and process.</summary>
    public string? Identity { get; init; }

    /// <summary>The seed of all jitter; null: the system's generator.</summary>
    public int? Seed { get; init; }

    /// <summary>What the operator makes.</summary>
    public ServingSettings Settings { get; init; } = new();

    /// <summary>How training is done.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>The MLflow server that runs are recorded on; null: none.</summary>
    public TrackingSettings? Tracking { get; init; }

    /// <summary>The Prometheus server that rollouts can be judged by; null: none.</summary>
    public PrometheusSettings? Prometheus { get; init; }
}
