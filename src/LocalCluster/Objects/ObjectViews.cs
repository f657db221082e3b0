using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Stored objects as a version of their resource shows them.</summary>
internal static class ObjectViews
{
    /// <summary>The object in a resource's version. Shared: clone before changing.</summary>
    public static JsonObject View(ResourceDefinition resource, StoredObject stored) => View(resource, stored.Json);

    /// <inheritdoc cref="View(ResourceDefinition, StoredObject)"/>
    public static JsonObject View(ResourceDefinition resource, JsonObject stored)
    {
        if (resource.ApiVersion == resource.StorageApiVersion) return stored;
        var view = stored.Copy();
        view["apiVersion"] = resource.ApiVersion;
        return view;
    }

    /// <summary>The object in its storage version; a private copy stays the same object.</summary>
    public static JsonObject ToStorage(ResourceDefinition resource, JsonObject view)
    {
        if (resource.ApiVersion != resource.StorageApiVersion) view["apiVersion"] = resource.StorageApiVersion;
        return view;
    }

    /// <summary>The object's JSON text in a resource's version.</summary>
    public static ReadOnlyMemory<byte> Text(ResourceDefinition resource, StoredObject stored)
    {
        var view = View(resource, stored);
        return ReferenceEquals(view, stored.Json) ? stored.Utf8 : JsonText.Write(view);
    }
}
