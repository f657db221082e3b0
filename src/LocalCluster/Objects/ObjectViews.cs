using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Schema;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>
/// Stored objects as a version of their resource shows them. A custom resource is read through its current schema: defaults that came
/// after it was written are filled in, fields that are gone are left out.
/// </summary>
internal static class ObjectViews
{
    private static readonly ConditionalWeakTable<StoredObject, CachedView> Cache = [];

    /// <summary>The object in a resource's version. Shared: clone before changing.</summary>
    public static JsonObject View(ResourceDefinition resource, StoredObject stored)
    {
        if (!resource.IsCustom && resource.Converter is null) return stored.Json;
        if (Cache.TryGetValue(stored, out var cached) && ReferenceEquals(cached.Resource, resource)) return cached.View;
        var view = Make(resource, stored.Json);
        Cache.AddOrUpdate(stored, new CachedView(resource, view));
        return view;
    }

    /// <summary>The object's JSON text in a resource's version.</summary>
    public static ReadOnlyMemory<byte> Text(ResourceDefinition resource, StoredObject stored)
    {
        var view = View(resource, stored);
        return ReferenceEquals(view, stored.Json) ? stored.Utf8 : JsonText.Write(view);
    }

    /// <summary>Notes that an object was just written in a resource's version, so that reading it needs no second look.</summary>
    public static void Remember(ResourceDefinition resource, StoredObject stored)
    {
        if (resource.IsCustom) Cache.AddOrUpdate(stored, new CachedView(resource, stored.Json));
    }

    /// <summary>The object in its storage version; may be the same instance.</summary>
    public static JsonObject ToStorage(ResourceDefinition resource, JsonObject view)
    {
        if (resource.Converter is { } converter) return converter.ToStorage(view);
        if (resource.ApiVersion == resource.StorageApiVersion) return view;
        var stored = view.Copy();
        stored["apiVersion"] = resource.StorageApiVersion;
        return stored;
    }

    private static JsonObject Make(ResourceDefinition resource, JsonObject stored)
    {
        if (resource.Converter is { } converter) return converter.FromStorage(stored);
        var view = stored.Copy();
        view["apiVersion"] = resource.ApiVersion;
        Defaulting.Apply(view, resource.Type);
        Pruning.Prune(view, resource.Type, "", []);
        return JsonEquality.Same(view, stored) ? stored : view;
    }

    private sealed record CachedView(ResourceDefinition Resource, JsonObject View);
}
