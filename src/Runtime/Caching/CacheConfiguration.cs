using System.Reflection;
using System.Text.Json;
using k8s;
using k8s.Models;
using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Caching;

/// <summary>What the caches need to know before they start: selectors, indexes, and how types are read.</summary>
public sealed class CacheConfiguration
{
    private readonly Dictionary<Type, InformerOptions> options = [];
    private readonly Dictionary<Type, List<Action<object>>> indexes = [];
    private readonly Dictionary<Assembly, JsonSerializerOptions> json = [];

    /// <summary>The only namespace to cache, unless a kind's own options say otherwise.</summary>
    public string? Namespace { get; set; }

    /// <summary>Types of this assembly are read with these options; others as KubernetesClient reads its models.</summary>
    public void UseJson(Assembly assembly, JsonSerializerOptions serializer) => json[assembly] = serializer;

    /// <summary>Selectors and paging of a kind.</summary>
    public void Configure<T>(Action<InformerOptions> configure) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!options.TryGetValue(typeof(T), out var current)) options[typeof(T)] = current = DefaultsOf<T>();
        configure(current);
    }

    /// <summary>Files the objects of a kind under values of their own, for <see cref="IStore{T}.InIndex"/>.</summary>
    public void AddIndex<T>(string name, Func<T, IEnumerable<string>> values) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (!indexes.TryGetValue(typeof(T), out var list)) indexes[typeof(T)] = list = [];
        list.Add(store => ((Store<T>)store).AddIndex(name, values));
    }

    internal InformerOptions OptionsOf<T>() => options.GetValueOrDefault(typeof(T)) ?? DefaultsOf<T>();

    internal void AddIndexes<T>(Store<T> store) where T : class => indexes.GetValueOrDefault(typeof(T))?.ForEach(add => add(store));

    internal Func<KubeObject, T> ReaderOf<T>()
    {
        if (json.TryGetValue(typeof(T).Assembly, out var serializer))
            return item => JsonSerializer.Deserialize<T>(item.Json.Span, serializer) ?? throw new JsonException("null is not an object");
        return item =>
        {
            using var stream = new MemoryStream(item.Json.ToArray(), writable: false);
            return KubernetesJson.Deserialize<T>(stream);
        };
    }

    private InformerOptions DefaultsOf<T>() => new() { Namespace = ResourceType.Of<T>().Namespaced ? Namespace : null };
}
