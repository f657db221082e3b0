using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using Modelwright.Cli.Connections;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;

namespace Modelwright.Cli.Import;

/// <summary>The ModelVersions of a cluster's namespace.</summary>
internal sealed class VersionRegistry(IKubernetes api, string @namespace)
{
    /// <summary>The number after the highest one of a Model.</summary>
    public async Task<int> NextNumberAsync(string model, CancellationToken stop)
    {
        var list = (JsonElement)await api.CustomObjects.ListNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, ModelVersion.Plural, cancellationToken: stop);
        return list.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("spec").Deserialize<ModelVersionSpec>(CrdJson.Options)!)
            .Where(spec => spec.Model == model).Select(spec => spec.Number ?? 0).DefaultIfEmpty(0).Max() + 1;
    }

    /// <summary>Creates a version; it never changes an existing one.</summary>
    /// <exception cref="InvalidOperationException">The API server refuses it.</exception>
    public async Task CreateAsync(JsonObject manifest, CancellationToken stop)
    {
        try
        {
            await api.CustomObjects.CreateNamespacedCustomObjectAsync(
                manifest, ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, ModelVersion.Plural, cancellationToken: stop);
        }
        catch (HttpOperationException e)
        {
            var name = manifest["metadata"]!["name"];
            throw new InvalidOperationException(e.Response.StatusCode == HttpStatusCode.Conflict
                ? $"there is a ModelVersion {name} already, and it never changes; choose another --number or --name"
                : $"the ModelVersion {name} was refused: {ApiMessage.Of(e)}", e);
        }
    }
}
