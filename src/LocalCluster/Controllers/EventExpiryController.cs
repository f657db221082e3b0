using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>Removes Events an hour after they were last seen, as an API server does by default.</summary>
public sealed class EventExpiryController(IClusterApi api, TimeProvider time, ILogger log)
    : ObjectController<string>("event-expiry", api, time, log)
{
    private const string Sweep = "sweep";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public override void Start() => Enqueue(Sweep);

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        // Only the clock matters here.
    }

    /// <inheritdoc />
    protected override void Reconcile(string key)
    {
        var oldest = Time.GetUtcNow() - Lifetime;
        foreach (var entry in Api.List(KnownResources.Events).Where(entry => LastSeen(entry) < oldest))
            Api.Delete(KnownResources.Events, entry.Namespace(), entry.Name(), entry.Uid());
        EnqueueAt(Sweep, Time.GetUtcNow() + Interval);
    }

    private static DateTimeOffset? LastSeen(JsonObject entry) =>
        entry.Time("series", "lastObservedTime") ?? entry.Time("lastTimestamp") ?? entry.Time("eventTime")
        ?? entry.Time("metadata", "creationTimestamp");
}
