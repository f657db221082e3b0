using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Models;

namespace Modelwright.Cli.Demo.Cluster;

/// <summary>What the demo does with the API, as <c>kubectl</c> would: apply, read, delete, and look at pods.</summary>
public sealed class ModelClient(IKubernetes api, string @namespace)
{
    private const string FieldManager = "modelwright-demo";

    /// <summary>Server-side applies a Model manifest.</summary>
    public Task ApplyAsync(JsonObject manifest, CancellationToken stop) =>
        api.CustomObjects.PatchNamespacedCustomObjectAsync(
            new V1Patch(manifest.ToJsonString(), V1Patch.PatchType.ApplyPatch), ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, Model.Plural,
            (string)manifest["metadata"]!["name"]!, fieldManager: FieldManager, force: true, cancellationToken: stop);

    /// <summary>The Model, or null when there is none.</summary>
    public async Task<Model?> GetAsync(string name, CancellationToken stop)
    {
        try
        {
            var found = (JsonElement)await api.CustomObjects.GetNamespacedCustomObjectAsync(
                ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, Model.Plural, name, stop);
            return found.Deserialize<Model>(CrdJson.Options);
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Deletes the Model; what it owns goes with it.</summary>
    public Task DeleteAsync(string name, CancellationToken stop) =>
        api.CustomObjects.DeleteNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, Model.Plural, name, propagationPolicy: "Background", cancellationToken: stop);

    /// <summary>The pods of a label selector.</summary>
    public async Task<IList<V1Pod>> PodsAsync(string selector, CancellationToken stop) =>
        (await api.CoreV1.ListNamespacedPodAsync(@namespace, labelSelector: selector, cancellationToken: stop)).Items;

    /// <summary>How many objects the operator has in the namespace: Deployments, Services, ConfigMaps and pods with its label.</summary>
    public async Task<int> CountChildrenAsync(CancellationToken stop)
    {
        const string ours = "app.kubernetes.io/managed-by=modelwright";
        var deployments = await api.AppsV1.ListNamespacedDeploymentAsync(@namespace, labelSelector: ours, cancellationToken: stop);
        var services = await api.CoreV1.ListNamespacedServiceAsync(@namespace, labelSelector: ours, cancellationToken: stop);
        var maps = await api.CoreV1.ListNamespacedConfigMapAsync(@namespace, labelSelector: ours, cancellationToken: stop);
        return deployments.Items.Count + services.Items.Count + maps.Items.Count + (await PodsAsync(ours, stop)).Count;
    }
}
