using System.Reflection;
using System.Text.Json;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Hosting;

/// <summary>Puts an operator together.</summary>
public class OperatorBuilder
{
    internal OperatorBuilder(IServiceCollection services, CacheConfiguration caches)
    {
        Services = services;
        Caches = caches;
    }

    /// <summary>The container.</summary>
    public IServiceCollection Services { get; }

    internal CacheConfiguration Caches { get; }

    /// <summary>A controller for all objects of one kind. Its metrics, events and field manager have the name.</summary>
    /// <param name="name">Lower case, for example <c>models</c>; null takes the kind's plural.</param>
    public EntityControllerBuilder<TController, T> AddController<TController, T>(string? name = null)
        where TController : class, IEntityController<T> where T : class, IKubernetesObject<V1ObjectMeta>
    {
        Services.AddSingleton<TController>();
        var registration = Register<TController, ObjectKey>(name ?? ResourceType.Of<T>().Plural, provider =>
        {
            var finalizers = provider.GetServices<FinalizerRegistration<T>>().Select(item => (item.Name, item.Resolve(provider))).ToList();
            return new EntityReconciler<T>(provider.GetRequiredService<TController>(), finalizers,
                provider.GetRequiredService<CacheSet>().Informer<T>());
        });
        registration.Wire((caches, controller, reconciler) => caches.Informer<T>().Store.Subscribe(change =>
        {
            ((EntityReconciler<T>)reconciler).Noticed(change);
            controller.Enqueue(change.Key, change.Initial);
        }));
        return new EntityControllerBuilder<TController, T>(this, registration);
    }

    /// <summary>
    /// A controller whose keys are not objects, for example namespaces; <c>Watches</c> and <c>Facts</c> say when which key is due.
    /// </summary>
    public KeyControllerBuilder<TReconciler, TKey> AddReconciler<TReconciler, TKey>(string name)
        where TReconciler : class, IReconciler<TKey> where TKey : notnull
    {
        Services.AddSingleton<TReconciler>();
        var registration = Register<TReconciler, TKey>(name, provider => provider.GetRequiredService<TReconciler>());
        return new KeyControllerBuilder<TReconciler, TKey>(this, registration);
    }

    /// <summary>
    /// Holds every object of the kind until the finalizer has done its work. The name is <c>domain/purpose</c>. Only where something exists
    /// that garbage collection does not remove.
    /// </summary>
    public OperatorBuilder AddFinalizer<TFinalizer, T>(string name)
        where TFinalizer : class, IEntityFinalizer<T> where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!name.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"finalizer '{name}': the API takes only names of the form domain/purpose", nameof(name));
        Services.AddSingleton<TFinalizer>();
        Services.AddSingleton(new FinalizerRegistration<T>(name, provider => provider.GetRequiredService<TFinalizer>()));
        return this;
    }

    /// <summary>Carries out <see cref="External"/> effects of the handler's name.</summary>
    public OperatorBuilder AddExternalEffects<THandler>() where THandler : class, IExternalEffectHandler
    {
        Services.AddSingleton<THandler>();
        Services.AddSingleton<IExternalEffectHandler>(provider => provider.GetRequiredService<THandler>());
        return this;
    }

    /// <summary>Caches a kind that no controller owns or watches, or sets the selectors of one that does.</summary>
    public OperatorBuilder Cache<T>(Action<InformerOptions>? configure = null) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (configure is not null) Caches.Configure<T>(configure);
        Services.AddSingleton(new CachedKind(caches => caches.Informer<T>()));
        return this;
    }

    /// <summary>Files the objects of a kind under values of their own, for <see cref="IStore{T}.InIndex"/>.</summary>
    public OperatorBuilder AddIndex<T>(string name, Func<T, IEnumerable<string>> values) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        Caches.AddIndex(name, values);
        return this;
    }

    /// <summary>Types of this assembly are read with these options; all others as KubernetesClient reads its models.</summary>
    public OperatorBuilder UseJson(Assembly assembly, JsonSerializerOptions options)
    {
        Caches.UseJson(assembly, options);
        return this;
    }

    private ControllerRegistration<TKey> Register<TController, TKey>(string name, Func<IServiceProvider, IReconciler<TKey>> reconciler)
        where TKey : notnull
    {
        var registration = new ControllerRegistration<TKey>(name, reconciler);
        var holder = typeof(ControllerHolder<TController, TKey>);
        Services.AddSingleton(holder, provider => new ControllerHolder<TController, TKey>(registration.Build(provider)));
        Services.AddSingleton(provider => ((ControllerHolder<TController, TKey>)provider.GetRequiredService(holder)).Controller);
        Services.AddSingleton<IReconcileTrigger<TController, TKey>, ReconcileTrigger<TController, TKey>>();
        return registration;
    }
}
