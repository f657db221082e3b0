using Modelwright.Runtime.Api;
using Modelwright.Runtime.Leading;

namespace Modelwright.Runtime.Hosting;

/// <summary>How an operator runs.</summary>
public sealed class OperatorOptions
{
    /// <summary>
    /// Field managers are <c>name/controller</c>; events are reported by this name; the lease has this name unless another is set.
    /// </summary>
    public string Name { get; set; } = "operator";

    /// <summary>The DNS name before the slash of the runtime's own annotations, for example <c>modelwright.io</c>.</summary>
    public string AnnotationPrefix { get; set; } = "operator.local";

    /// <summary>Which replica this is: the lease's holder and the reporting instance of events. Different in every process.</summary>
    public string Identity { get; set; } = $"{Environment.MachineName}_{Environment.ProcessId}";

    /// <summary>The only namespace to watch, or null for all.</summary>
    public string? WatchNamespace { get; set; }

    /// <summary>Where the API is; null finds a kubeconfig or the service account of the pod.</summary>
    public KubeConnection? Connection { get; set; }

    /// <summary>Requests per second that the client allows itself on average; watches do not count.</summary>
    public double Qps { get; set; } = 50;

    /// <summary>Requests that may go at once after a quiet time.</summary>
    public int Burst { get; set; } = 100;

    /// <summary>The lease; disabled for a single instance.</summary>
    public LeaderElectionOptions LeaderElection { get; set; } = new();

    /// <summary>
    /// How many keys one controller works on at a time. They take turns on one thread; more than one overlaps their requests.
    /// </summary>
    public int MaxConcurrentReconciles { get; set; } = 4;

    /// <summary>How long one reconciliation may take, requests included.</summary>
    public TimeSpan ReconcileTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Every object is looked at again after this time (±10 %), whatever happened.</summary>
    public TimeSpan ResyncPeriod { get; set; } = TimeSpan.FromHours(10);

    /// <summary>How long running reconciliations have to finish at shutdown.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Where /livez, /readyz and /metrics answer, for example <c>http://*:8081</c>; null serves none.</summary>
    public string? AdminUrl { get; set; }

    /// <summary>Seed of all jitter; null takes one from the system's generator.</summary>
    public int? Seed { get; set; }
}
