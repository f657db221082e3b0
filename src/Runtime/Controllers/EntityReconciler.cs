using k8s;
using k8s.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Controllers;

/// <summary>
/// The part of a reconciliation that is the same for all kinds: deletion first, finalizers in place before anything that needs them is
/// made, then the controller's own decision.
/// </summary>
internal sealed class EntityReconciler<T>(IEntityController<T> controller,
    IReadOnlyList<(string Name, IEntityFinalizer<T> Finalizer)> finalizers,
    Informer<T> informer) : IReconciler<ObjectKey> where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Dictionary<ObjectKey, T> gone = [];

    public void Noticed(StoreChange<T> change)
    {
        if (change is { After: null, Before: { } last }) gone[change.Key] = last;
    }

    public async Task<ReconciliationResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (gone.Remove(key, out var last)) await controller.DeletedAsync(last, cancellationToken);
        if (informer.Store.Get(key) is not { } entity || informer.Find(key) is not { } cached) return ReconciliationResult.Done;
        if (cached.Deleting) return await FinalizeAsync(entity, cached, cancellationToken);
        var missing = finalizers.Where(known => !cached.Finalizers.Contains(known.Name)).ToList();
        return missing.Count == 0
            ? await controller.ReconcileAsync(entity, cancellationToken)
            : ReconciliationResult.Execute(new Plan
            {
                Effects = [.. missing.Select(known => new SetFinalizer(informer.Type, key, known.Name, Present: true))],
            });
    }

    public Plan? Refused(ObjectKey key, string message) =>
        informer.Store.Get(key) is { } entity && informer.Find(key) is { Deleting: false } ? controller.Refused(entity, message) : null;

    public ObjectReference? Describe(ObjectKey key) =>
        informer.Find(key) is { } cached ? new ObjectReference(informer.Type, key, cached.Uid) : null;

    public bool Exists(ObjectKey key) => informer.Find(key) is not null;

    private async Task<ReconciliationResult> FinalizeAsync(T entity, KubeObject cached, CancellationToken cancellationToken)
    {
        foreach (var (name, finalizer) in finalizers)
        {
            if (!cached.Finalizers.Contains(name)) continue;
            var result = await finalizer.FinalizeAsync(entity, cancellationToken);
            if (result.RequeueAfter is not null || result.TerminalReason is not null) return result;
            var plan = result.Plan ?? Plan.Empty;
            var release = new SetFinalizer(informer.Type, cached.Key, name, Present: false);
            return result with { Plan = plan with { Effects = [.. plan.Effects, release] } };
        }

        return ReconciliationResult.Done;
    }
}
