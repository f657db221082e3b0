using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Metrics;

namespace Modelwright.Runtime.Leading;

/// <summary>
/// At most one instance acts: the holder of a Lease. Whether another's lease has run out is judged only by how long this instance has seen
/// no change of it on its own monotonic clock, never by the times written in it: clocks differ between machines. A lease that was lost is
/// not taken again by the same process; it ends instead.
/// </summary>
[EntityRbac("coordination.k8s.io", "leases", Verbs = RbacVerb.Get | RbacVerb.Create | RbacVerb.Patch)]
public sealed class LeaderElector(IKubeApi api, TimeProvider time, Random random, OperatorOptions options, RuntimeMetrics metrics,
    ILogger<LeaderElector> logger) : ILeadership
{
    private static readonly ResourceType Leases = new("coordination.k8s.io", "v1", "Lease", "leases");
    private readonly LeaderElectionOptions settings = options.LeaderElection;
    private readonly ObjectKey key = new(options.LeaderElection.LeaseNamespace, options.LeaderElection.LeaseName ?? options.Name);
    private LeaseRecord? observed;
    private string observedVersion = "";
    private long observedAt;
    private long renewedAt;
    private bool holding;

    /// <inheritdoc />
    public bool MayAct => holding && time.GetElapsedTime(renewedAt) < settings.RenewDeadline;

    /// <summary>Who holds the lease, as far as is known; null before the first look.</summary>
    public string? Holder => observed?.Holder;

    /// <summary>Tries until the lease is ours.</summary>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        while (!await TryOnceAsync(cancellationToken))
            await Task.Delay(settings.RetryPeriod * (1 + (0.2 * random.NextDouble())), time, cancellationToken);
        holding = true;
        metrics.Leading(key.Name, true);
        logger.LogInformation("{Identity} leads", options.Identity);
    }

    /// <summary>
    /// Renews until cancelled (then the lease is still ours), or throws <see cref="LeadershipLostException"/> once it is not surely so.
    /// </summary>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(settings.RetryPeriod, time, cancellationToken);
                if (!await TryOnceAsync(cancellationToken) && !MayAct) throw Lost();
                if (observed?.Holder != options.Identity) throw Lost();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Gives the lease back, so that the next instance need not wait for it to run out.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (!holding) return;
        holding = false;
        metrics.Leading(key.Name, false);
        try
        {
            await WriteAsync(observed! with { Holder = "", DurationSeconds = 1, Renewed = time.GetUtcNow() }, cancellationToken);
        }
        catch (Exception error) when (error is ApiException or OperationCanceledException)
        {
            logger.LogWarning("the lease could not be given back and will run out: {Message}", error.Message);
        }
    }

    private LeadershipLostException Lost()
    {
        holding = false;
        metrics.Leading(key.Name, false);
        logger.LogError("{Identity} lost the lease to {Holder}", options.Identity, observed?.Holder);
        return new LeadershipLostException();
    }

    private async Task<bool> TryOnceAsync(CancellationToken cancellationToken)
    {
        // The time before the request: the lease we ask for cannot begin later than that.
        var asked = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(settings.RenewDeadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            if (!await TryAsync(linked.Token)) return false;
            renewedAt = asked;
            return true;
        }
        catch (ApiException error)
        {
            logger.LogWarning("lease {Key}: {Message}", key, error.Message);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await api.GetAsync(Leases, key, cancellationToken) is not { } lease)
        {
            var mine = new LeaseRecord(options.Identity, Seconds(settings.LeaseDuration), now, now, 0);
            var body = new JsonObject
            {
                ["apiVersion"] = Leases.ApiVersion,
                ["kind"] = Leases.Kind,
                ["metadata"] = new JsonObject { ["namespace"] = key.Namespace, ["name"] = key.Name },
                ["spec"] = mine.ToJson(),
            };
            Observe(await api.CreateAsync(Leases, body, options.Name, cancellationToken));
            return true;
        }

        Observe(lease);
        var isOurs = observed!.Holder == options.Identity;
        if (!isOurs && observed.Holder.Length > 0 && time.GetElapsedTime(observedAt) < Term(observed)) return false;
        await WriteAsync(new LeaseRecord(options.Identity, Seconds(settings.LeaseDuration), isOurs ? observed.Acquired : now, now,
            observed.Transitions + (isOurs ? 0 : 1)), cancellationToken);
        return true;
    }

    // The holder's own term counts, should its settings differ from ours.
    private TimeSpan Term(LeaseRecord record) =>
        record.DurationSeconds > settings.LeaseDuration.TotalSeconds ? TimeSpan.FromSeconds(record.DurationSeconds)
            : settings.LeaseDuration;

    private async Task WriteAsync(LeaseRecord record, CancellationToken cancellationToken)
    {
        // The version makes it a compare-and-swap: of two instances that both saw the lease free, one gets a conflict.
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = observedVersion },
            ["spec"] = record.ToJson(),
        };
        Observe(await api.PatchAsync(Leases, key, PatchKind.Merge, patch, options.Name, null, cancellationToken));
    }

    private void Observe(KubeObject lease)
    {
        if (lease.ResourceVersion == observedVersion) return;
        observedVersion = lease.ResourceVersion;
        observed = LeaseRecord.Of(lease);
        observedAt = time.GetTimestamp();
    }

    private static int Seconds(TimeSpan span) => (int)Math.Ceiling(span.TotalSeconds);
}
