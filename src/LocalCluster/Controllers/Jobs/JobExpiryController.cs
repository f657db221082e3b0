using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers.GarbageCollection;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>Deletes Jobs, and with them their pods, <c>ttlSecondsAfterFinished</c> after their end.</summary>
public sealed class JobExpiryController(IClusterApi api, TimeProvider time, ILogger log)
    : ObjectController<ObjectKey>("ttl-after-finished", api, time, log)
{
    /// <inheritdoc />
    public override void Start()
    {
        foreach (var job in Api.List(KnownResources.Jobs)) Enqueue(job.Key());
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Jobs) Enqueue(change.Object.Key());
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        if (Api.Get(KnownResources.Jobs, key.Namespace, key.Name) is not { } job || job.IsDeleting()) return;
        if (job.Number("spec", "ttlSecondsAfterFinished") is not { } seconds || JobCondition.FinishedAt(job) is not { } finished) return;
        var due = finished + TimeSpan.FromSeconds(seconds);
        if (due > Time.GetUtcNow())
        {
            EnqueueAt(key, due);
            return;
        }

        Api.Mutate(KnownResources.Jobs, key.Namespace, key.Name,
            copy => copy.Uid() == job.Uid() && Finalizers.Add(copy, Finalizers.Foreground));
        Api.Delete(KnownResources.Jobs, key.Namespace, key.Name, job.Uid());
    }
}
