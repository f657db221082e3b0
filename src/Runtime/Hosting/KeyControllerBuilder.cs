using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Runtime.Hosting;

/// <summary>Says what wakes a controller whose keys are not objects.</summary>
public sealed class KeyControllerBuilder<TReconciler, TKey> : OperatorBuilder
    where TReconciler : class, IReconciler<TKey> where TKey : notnull
{
    private readonly ControllerRegistration<TKey> registration;

    internal KeyControllerBuilder(OperatorBuilder builder, ControllerRegistration<TKey> registration)
        : base(builder.Services, builder.Caches) => this.registration = registration;

    /// <summary>Objects, as they were and as they are, wake the keys that the mapping returns.</summary>
    public KeyControllerBuilder<TReconciler, TKey> Watches<TOther>(Func<TOther, CacheSet, IEnumerable<TKey>> map)
        where TOther : class, IKubernetesObject<V1ObjectMeta>
    {
        registration.Watch(map);
        return this;
    }

    /// <summary>Objects, as they were and as they are, wake the keys that the mapping returns.</summary>
    public KeyControllerBuilder<TReconciler, TKey> Watches<TOther>(Func<TOther, IEnumerable<TKey>> map)
        where TOther : class, IKubernetesObject<V1ObjectMeta> => Watches<TOther>((item, _) => map(item));

    /// <summary>News from outside the API wake the keys that the source names.</summary>
    public KeyControllerBuilder<TReconciler, TKey> Facts<TSource>() where TSource : class, IFactSource<TKey>
    {
        Services.AddSingleton<TSource>();
        registration.AddFacts<TSource>();
        return this;
    }

    /// <summary>How many keys are worked on at a time, if not as the operator's options say.</summary>
    public KeyControllerBuilder<TReconciler, TKey> MaxConcurrent(int count)
    {
        registration.MaxConcurrent = count;
        return this;
    }
}
