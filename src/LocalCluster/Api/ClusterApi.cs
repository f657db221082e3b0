using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Api;

/// <summary>The API server for the cluster's own controllers: same pipeline, no HTTP, no authorization.</summary>
public sealed class ClusterApi : IClusterApi
{
    private readonly ApiServer _server;
    private readonly string _manager;

    internal ClusterApi(ApiServer server, string manager)
    {
        _server = server;
        _manager = manager;
        server.Machinery.Store.Committed += Forward;
    }

    /// <inheritdoc />
    public event Action<ClusterEvent>? Changed;

    /// <inheritdoc />
    public long Revision => _server.Machinery.Store.Published.Revision;

    /// <inheritdoc />
    public IReadOnlyList<ServedResource> Resources => _server.Machinery.Registry.Stored;

    /// <inheritdoc />
    public JsonObject? Get(ResourceId resource, string? @namespace, string name)
    {
        var definition = Definition(resource);
        return _server.Machinery.Store.Published.Find(definition.Key(@namespace, name)) is { } stored
            ? ObjectViews.View(definition, stored)
            : null;
    }

    /// <inheritdoc />
    public IReadOnlyList<JsonObject> List(ResourceId resource, string? @namespace = null)
    {
        var definition = Definition(resource);
        return [.. _server.Machinery.Store.Published[definition.Storage].Objects(@namespace)
            .Select(stored => ObjectViews.View(definition, stored))];
    }

    /// <inheritdoc />
    public JsonObject Create(ResourceId resource, JsonObject body)
    {
        var definition = Definition(resource);
        var @namespace = definition.Namespaced ? Json.JsonAccess.Text(body, "metadata", "namespace") ?? "default" : "";
        return _server.Writer.Create(definition, @namespace, body, new WriteOptions(_manager)).View;
    }

    /// <inheritdoc />
    public JsonObject? Mutate(ResourceId resource, string? @namespace, string name, Func<JsonObject, bool> change,
        string? subresource = null)
    {
        var target = new WriteTarget(Definition(resource), @namespace ?? "", name, subresource ?? "");
        try
        {
            return _server.Subresources.Update(target, value => change(value) ? value : null, new WriteOptions(_manager)).View;
        }
        catch (ApiException error) when (error.Code == 404 && Get(resource, @namespace, name) is null)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public bool Delete(ResourceId resource, string? @namespace, string name, string? uid = null, int? gracePeriodSeconds = null)
    {
        var target = new WriteTarget(Definition(resource), @namespace ?? "", name);
        try
        {
            _server.Remover.Delete(target, new DeleteOptions { Uid = uid, GracePeriodSeconds = gracePeriodSeconds });
            return true;
        }
        catch (ApiException error) when (error.Code == 404 || (error.Code == 409 && uid is not null))
        {
            return false;
        }
    }

    private ResourceDefinition Definition(ResourceId resource) =>
        _server.Machinery.Registry.Find(resource) ?? throw ApiErrors.UnknownPath();

    private void Forward(StoreEvent write)
    {
        if (Changed is not { } handlers) return;
        var resource = _server.Machinery.Registry.StorageResource(write.Key.Resource);
        handlers(new ClusterEvent(write.Revision, write.Type, resource, write.Object.Json, write.Previous?.Json));
    }
}
