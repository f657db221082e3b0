using System.Security.Cryptography;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Leading;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Planning;
using Prometheus;

namespace Modelwright.Runtime.Hosting;

/// <summary>Adds an operator to a container.</summary>
public static class OperatorServices
{
    /// <summary>
    /// An operator without controllers. The container must have a <see cref="TimeProvider"/>. In a generic host it runs by itself
    /// on a thread of its own; a simulation resolves <see cref="OperatorHost"/> and runs it on a pump.
    /// </summary>
    public static OperatorBuilder AddKubernetesOperator(this IServiceCollection services, Action<OperatorOptions>? configure = null)
    {
        var options = new OperatorOptions();
        configure?.Invoke(options);
        var caches = new CacheConfiguration { Namespace = options.WatchNamespace };
        services.AddLogging();
        services.AddSingleton(options);
        services.AddSingleton(caches);
        services.TryAddSingleton(_ => new RuntimeMetrics(Prometheus.Metrics.NewCustomRegistry()));
        services.TryAddSingleton<CollectorRegistry>(provider => provider.GetRequiredService<RuntimeMetrics>().Registry);
        services.TryAddSingleton(_ => options.Connection ?? KubeConnection.Default());
        services.TryAddSingleton<IKubeApi>(provider => Api(provider, options.Qps, options.Burst));
        services.AddKeyedSingleton(RandomKey, (_, _) => new Random(options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CacheSet>(provider, Randomness(provider)));
        services.AddSingleton(typeof(IStore<>), typeof(InjectedStore<>));
        services.AddSingleton<EventRecorder>();
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<LeaderElector>(provider, Randomness(provider), Api(provider, qps: 5, burst: 10)));
        services.AddSingleton<ILeadership>(provider =>
            options.LeaderElection.Enabled ? provider.GetRequiredService<LeaderElector>() : new AlwaysLeading());
        services.AddSingleton<EffectExecutor>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ControllerServices>(provider, Randomness(provider)));
        services.AddSingleton(BuildHost);
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<OperatorThread>(provider,
            new Lazy<OperatorHost>(provider.GetRequiredService<OperatorHost>)));
        return new OperatorBuilder(services, caches);
    }

    private const string RandomKey = "Modelwright.Runtime";

    private static OperatorHost BuildHost(IServiceProvider provider)
    {
        var caches = provider.GetRequiredService<CacheSet>();
        foreach (var kind in provider.GetServices<CachedKind>()) kind.Declare(caches);
        return new OperatorHost(
            provider.GetRequiredService<OperatorOptions>(),
            Time(provider),
            caches,
            provider.GetRequiredService<EffectExecutor>(),
            provider.GetRequiredService<EventRecorder>(),
            provider.GetRequiredService<LeaderElector>(),
            provider.GetRequiredService<RuntimeMetrics>(),
            provider.GetServices<IController>(),
            provider.GetRequiredService<ILogger<OperatorHost>>());
    }

    // The elector has one of its own: its renewals must not queue behind other requests, nor pause when these are asked to.
    private static KubeApi Api(IServiceProvider provider, double qps, int burst) => new(provider.GetRequiredService<KubeConnection>(),
        Time(provider), new RequestLimiter(Time(provider), qps, burst), provider.GetRequiredService<RuntimeMetrics>());

    private static Random Randomness(IServiceProvider provider) => provider.GetRequiredKeyedService<Random>(RandomKey);

    private static TimeProvider Time(IServiceProvider provider) => provider.GetService<TimeProvider>()
        ?? throw new InvalidOperationException("register a TimeProvider: TimeProvider.System in a program, a virtual one in a simulation");

    private sealed class InjectedStore<T>(CacheSet caches) : IStore<T> where T : class, IKubernetesObject<V1ObjectMeta>
    {
        private readonly IStore<T> store = caches.Store<T>();

        public bool Synced => store.Synced;

        public T? Get(ObjectKey key) => store.Get(key);

        public IReadOnlyList<T> List(string? @namespace = null) => store.List(@namespace);

        public IReadOnlyList<T> OwnedBy(string ownerUid) => store.OwnedBy(ownerUid);

        public IReadOnlyList<T> InIndex(string index, string value) => store.InIndex(index, value);
    }
}
