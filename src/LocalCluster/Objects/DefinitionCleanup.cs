using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Resources.Custom;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Watching;

namespace Modelwright.LocalCluster.Objects;

/// <summary>A CustomResourceDefinition that is being deleted takes its objects with it, and goes when the last of them is gone.</summary>
internal sealed class DefinitionCleanup
{
    private readonly ApiMachinery _machinery;
    private readonly ObjectWriter _writer;
    private readonly ObjectRemover _remover;
    private readonly WatchHub _watches;

    public DefinitionCleanup(ApiMachinery machinery, ObjectWriter writer, ObjectRemover remover, WatchHub watches)
    {
        _machinery = machinery;
        _writer = writer;
        _remover = remover;
        _watches = watches;
        machinery.Store.Committed += React;
        // A crash may have come between the mark and the cleanup.
        foreach (var definition in machinery.Store.Published[CustomResources.Definitions].Objects(null).Where(IsTerminating))
            CleanUp(definition);
    }

    public static bool IsTerminating(ApiMachinery machinery, ResourceDefinition resource) =>
        machinery.Store.Latest[CustomResources.Definitions].Find("", resource.Storage.ToString()) is { } definition
            && IsTerminating(definition);

    private static bool IsTerminating(StoredObject definition) => definition.Json.Text("metadata", "deletionTimestamp") is not null;

    private void React(StoreEvent write)
    {
        if (write.Key.Resource == CustomResources.Definitions)
        {
            _watches.CloseUnserved(_machinery.Registry);
            if (write.Type != ClusterEventType.Deleted && IsTerminating(write.Object)) CleanUp(write.Object);
        }
        else if (write.Type == ClusterEventType.Deleted && write.Key.Resource.Group.Contains('.', StringComparison.Ordinal)
            && _machinery.Store.Published[CustomResources.Definitions].Find("", write.Key.Resource.ToString()) is { } definition
            && IsTerminating(definition))
        {
            CleanUp(definition);
        }
    }

    private void CleanUp(StoredObject definition)
    {
        var plural = new ResourceKey(definition.Json.Text("spec", "group")!, definition.Json.Text("spec", "names", "plural")!);
        var resource = _machinery.Registry.All.FirstOrDefault(one => one.Storage == plural && one.IsCustom);
        foreach (var stored in resource is null ? [] : _machinery.Store.Latest[plural].Objects(null).ToList())
        {
            if (IsTerminating(stored)) continue;
            var target = new WriteTarget(resource!, stored.Json.Text("metadata", "namespace") ?? "", stored.Json.Text("metadata", "name")!);
            _remover.DeleteIfPresent(target, new DeleteOptions());
        }

        if (_machinery.Store.Latest[plural].Count > 0) return;
        var definitions = _machinery.Registry.Find(new ResourceId("apiextensions.k8s.io", "v1", "customresourcedefinitions"))!;
        try
        {
            _writer.Update(new WriteTarget(definitions, "", plural.ToString()), Release, new WriteOptions("kube-apiserver"));
        }
        catch (ApiException error) when (error.Code == 404)
        {
            // Already gone.
        }
    }

    private static JsonObject? Release(JsonObject definition)
    {
        var finalizers = definition["metadata"].Items("finalizers");
        var cleanup = finalizers?.FirstOrDefault(finalizer => finalizer.Text() == DefinitionRules.CleanupFinalizer);
        if (cleanup is null) return null;
        finalizers!.Remove(cleanup);
        return definition;
    }
}
