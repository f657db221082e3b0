using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Modelwright.Crds;

namespace Modelwright.Cli.Demo.Cluster;

/// <summary>What the demo does with objects of Modelwright's kinds, as <c>kubectl</c> would: apply, read, delete.</summary>
public sealed class ObjectClient(IKubernetes api, string @namespace)
{
    private const string FieldManager = "modelwright-demo";

    /// <summary>Server-side applies a manifest of kind <typeparamref name="T"/>.</summary>
    public Task ApplyAsync<T>(JsonObject manifest, CancellationToken stop) where T : IKubernetesObject =>
        api.CustomObjects.PatchNamespacedCustomObjectAsync(
            new V1Patch(manifest.ToJsonString(), V1Patch.PatchType.ApplyPatch), ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, Plural<T>(),
            (string)manifest["metadata"]!["name"]!, fieldManager: FieldManager, force: true, cancellationToken: stop);

    /// <summary>The object, or null when there is none.</summary>
    public async Task<T?> GetAsync<T>(string name, CancellationToken stop) where T : class, IKubernetesObject
    {
        try
        {
            var found = (JsonElement)await api.CustomObjects.GetNamespacedCustomObjectAsync(
                ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, Plural<T>(), name, stop);
            return found.Deserialize<T>(CrdJson.Options);
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>How many objects of the kind there are.</summary>
    public async Task<int> CountAsync<T>(CancellationToken stop) where T : IKubernetesObject
    {
        var found = (JsonElement)await api.CustomObjects.ListNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, Plural<T>(), cancellationToken: stop);
        return found.GetProperty("items").GetArrayLength();
    }

    /// <summary>Deletes the object; what it owns goes with it.</summary>
    public Task DeleteAsync<T>(string name, CancellationToken stop) where T : IKubernetesObject =>
        api.CustomObjects.DeleteNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, Plural<T>(), name, propagationPolicy: "Background", cancellationToken: stop);

    private static string Plural<T>() =>
        ((KubernetesEntityAttribute)Attribute.GetCustomAttribute(typeof(T), typeof(KubernetesEntityAttribute))!).PluralName;
}
