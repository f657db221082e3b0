using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Runtime.Hosting;

/// <summary>Says what else wakes the controller of a kind.</summary>
public sealed class EntityControllerBuilder<TController, T> : OperatorBuilder
    where TController : class, IEntityController<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ControllerRegistration<ObjectKey> registration;

    internal EntityControllerBuilder(OperatorBuilder builder, ControllerRegistration<ObjectKey> registration)
        : base(builder.Services, builder.Caches) => this.registration = registration;

    /// <summary>Children: objects whose controlling owner is of the controller's kind wake their owner.</summary>
    public EntityControllerBuilder<TController, T> Owns<TChild>() where TChild : class, IKubernetesObject<V1ObjectMeta>
    {
        var owner = ResourceType.Of<T>();
        registration.Wire((caches, controller, _) => caches.Informer<TChild>().Store.Subscribe(change =>
        {
            foreach (var link in new[] { change.OwnerBefore, change.OwnerAfter })
                if (Of(owner, link) is { } name) controller.Enqueue(new ObjectKey(change.Key.Namespace, name), change.Initial);
        }));
        return this;
    }

    /// <summary>Other objects, as they were and as they are, wake the keys that the mapping returns.</summary>
    public EntityControllerBuilder<TController, T> Watches<TOther>(Func<TOther, CacheSet, IEnumerable<ObjectKey>> map)
        where TOther : class, IKubernetesObject<V1ObjectMeta>
    {
        registration.Watch(map);
        return this;
    }

    /// <summary>Other objects, as they were and as they are, wake the keys that the mapping returns.</summary>
    public EntityControllerBuilder<TController, T> Watches<TOther>(Func<TOther, IEnumerable<ObjectKey>> map)
        where TOther : class, IKubernetesObject<V1ObjectMeta> => Watches<TOther>((item, _) => map(item));

    /// <summary>News from outside the API wake the keys that the source names.</summary>
    public EntityControllerBuilder<TController, T> Facts<TSource>() where TSource : class, IFactSource<ObjectKey>
    {
        Services.AddSingleton<TSource>();
        registration.AddFacts<TSource>();
        return this;
    }

    /// <summary>How many objects are worked on at a time, if not as the operator's options say.</summary>
    public EntityControllerBuilder<TController, T> MaxConcurrent(int count)
    {
        registration.MaxConcurrent = count;
        return this;
    }

    private static string? Of(ResourceType owner, ControllerLink? link) =>
        // The version may differ: an object is the same one in all versions of its API.
        link is not null && link.Kind == owner.Kind && Group(link.ApiVersion) == owner.Group ? link.Name : null;

    private static string Group(string apiVersion) => apiVersion[..Math.Max(0, apiVersion.IndexOf('/', StringComparison.Ordinal))];
}
