using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Runtime.Caching;

/// <summary>All caches of an operator: one informer per kind, shared by its controllers.</summary>
public sealed class CacheSet(IKubeApi api, TimeProvider time, Random random, CacheConfiguration configuration, RuntimeMetrics metrics,
    ILogger<CacheSet> logger)
{
    private readonly SortedDictionary<string, IInformer> informers = new(StringComparer.Ordinal);
    private readonly AsyncSignal advanced = new(time);
    private bool running;

    /// <summary>Called after any cache moved.</summary>
    internal event Action? Advanced;

    /// <summary>All first lists have been read.</summary>
    public bool Synced => running && informers.Values.All(informer => informer.Synced);

    /// <summary>The cache of a kind. Asked for before the operator starts, it is created; later only declared kinds exist.</summary>
    public IStore<T> Store<T>() where T : class, IKubernetesObject<V1ObjectMeta> => Informer<T>().Store;

    /// <summary>Starts to read a kind that was declared optional, if that has not begun, and says whether the cluster has it.</summary>
    public KindPresence Ask<T>() where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var informer = Informer<T>();
        if (informer.Presence == KindPresence.Unknown) informer.Ask();
        return informer.Presence;
    }

    /// <summary>The only namespace that is cached; null: all.</summary>
    public string? Namespace => configuration.Namespace;

    /// <summary>Kinds, and how many objects each holds.</summary>
    public IEnumerable<(ResourceType Type, int Count, bool Synced)> Summary() =>
        informers.Values.Select(informer => (informer.Type, informer.Count, informer.Synced));

    internal Informer<T> Informer<T>() where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var name = ResourceType.Of<T>().ToString();
        if (informers.TryGetValue(name, out var known))
            return known as Informer<T> ?? throw new InvalidOperationException($"{name} is cached as another C# type than {typeof(T)}");
        if (running) throw new InvalidOperationException($"{name} is not cached; declare it with Owns, Watches or Cache before the start");
        var informer = new Informer<T>(api, time, random, configuration.OptionsOf<T>(), configuration.ReaderOf<T>(), metrics, logger);
        configuration.AddIndexes(informer.Store);
        informer.Advanced += Advance;
        informers[name] = informer;
        return informer;
    }

    internal IEnumerable<IInformer> All => informers.Values;

    internal IInformer Find(ResourceType type) => informers.GetValueOrDefault(type.ToString())
        ?? throw new InvalidOperationException($"{type} is not cached, so it cannot be compared; declare it with Owns, Watches or Cache");

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        running = true;
        await Task.WhenAll(informers.Values.Select(informer => informer.RunAsync(cancellationToken)).ToList());
    }

    private void Advance()
    {
        advanced.Set();
        Advanced?.Invoke();
    }

    internal async Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        while (!Synced)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await advanced.WaitAsync(null, cancellationToken);
        }
    }
}
