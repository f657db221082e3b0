using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Queueing;

namespace Modelwright.Runtime.Hosting;

/// <summary>How a controller is built, and what wakes it.</summary>
internal sealed class ControllerRegistration<TKey>(string name, Func<IServiceProvider, IReconciler<TKey>> reconciler) where TKey : notnull
{
    private readonly List<Action<IServiceProvider, Controller<TKey>, IReconciler<TKey>>> wiring = [];

    public int? MaxConcurrent { get; set; }

    public void Wire(Action<CacheSet, Wake, IReconciler<TKey>> wire) =>
        wiring.Add((provider, controller, built) => wire(provider.GetRequiredService<CacheSet>(), new Wake(controller), built));

    public void Watch<TOther>(Func<TOther, CacheSet, IEnumerable<TKey>> map) where TOther : class, IKubernetesObject<V1ObjectMeta> =>
        Wire((caches, controller, _) => caches.Informer<TOther>().Store.Subscribe(change =>
        {
            // Both: an object that moves from one key to another concerns the two.
            if (change.Before is { } before)
                foreach (var key in map(before, caches)) controller.Enqueue(key, change.Initial);
            if (change.After is { } after)
                foreach (var key in map(after, caches)) controller.Enqueue(key, change.Initial);
        }));

    public void AddFacts<TSource>() where TSource : class, IFactSource<TKey> =>
        wiring.Add((provider, controller, _) => controller.AddFacts(provider.GetRequiredService<TSource>()));

    public Controller<TKey> Build(IServiceProvider provider)
    {
        var built = reconciler(provider);
        var controller = new Controller<TKey>(name, built, provider.GetRequiredService<ControllerServices>(), MaxConcurrent);
        foreach (var wire in wiring) wire(provider, controller, built);
        return controller;
    }

    /// <summary>The controller as a watch sees it.</summary>
    internal sealed class Wake(Controller<TKey> controller)
    {
        public void Enqueue(TKey key, bool initial) => controller.Enqueue(key, null, initial ? QueuePriority.Low : QueuePriority.Normal);
    }
}
