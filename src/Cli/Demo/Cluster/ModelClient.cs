using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Modelwright.Crds.Models;

namespace Modelwright.Cli.Demo.Cluster;

/// <summary>What the demo does with Models and with what the operator makes of them.</summary>
public sealed class ModelClient(IKubernetes api, string @namespace, ObjectClient objects)
{
    private const string Ours = "app.kubernetes.io/managed-by=modelwright";

    /// <summary>Server-side applies a Model manifest.</summary>
    public Task ApplyAsync(JsonObject manifest, CancellationToken stop) => objects.ApplyAsync<Model>(manifest, stop);

    /// <summary>The Model, or null when there is none.</summary>
    public Task<Model?> GetAsync(string name, CancellationToken stop) => objects.GetAsync<Model>(name, stop);

    /// <summary>Deletes the Model; what it owns goes with it.</summary>
    public Task DeleteAsync(string name, CancellationToken stop) => objects.DeleteAsync<Model>(name, stop);

    /// <summary>The pods of a label selector.</summary>
    public async Task<IList<V1Pod>> PodsAsync(string selector, CancellationToken stop) =>
        (await api.CoreV1.ListNamespacedPodAsync(@namespace, labelSelector: selector, cancellationToken: stop)).Items;

    /// <summary>How many Deployments, Services, ConfigMaps and pods with the operator's label are in the namespace.</summary>
    public async Task<int> CountChildrenAsync(CancellationToken stop)
    {
        var services = await api.CoreV1.ListNamespacedServiceAsync(@namespace, labelSelector: Ours, cancellationToken: stop);
        var maps = await api.CoreV1.ListNamespacedConfigMapAsync(@namespace, labelSelector: Ours, cancellationToken: stop);
        return services.Items.Count + maps.Items.Count + await CountWorkAsync(stop);
    }

    /// <summary>How many of the operator's Deployments, Jobs and pods are in the namespace.</summary>
    public async Task<int> CountWorkAsync(CancellationToken stop)
    {
        var deployments = await api.AppsV1.ListNamespacedDeploymentAsync(@namespace, labelSelector: Ours, cancellationToken: stop);
        var jobs = await api.BatchV1.ListNamespacedJobAsync(@namespace, labelSelector: Ours, cancellationToken: stop);
        return deployments.Items.Count + jobs.Items.Count + (await PodsAsync(Ours, stop)).Count;
    }
}
