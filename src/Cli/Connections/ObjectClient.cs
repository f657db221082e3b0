using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Modelwright.Crds;

namespace Modelwright.Cli.Connections;

/// <summary>The objects of one kind in a namespace.</summary>
internal sealed class ObjectClient<T>(IKubernetes api, string @namespace, string plural, string kind)
{
    /// <summary>An object.</summary>
    /// <exception cref="InvalidOperationException">It is not there, or the API server does not answer.</exception>
    public Task<T> GetAsync(string name, CancellationToken stop) => TellAsync(name, async () =>
    {
        var found = (JsonElement)await api.CustomObjects.GetNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, plural, name, stop);
        return found.Deserialize<T>(CrdJson.Options)!;
    });

    /// <summary>Creates an object.</summary>
    /// <exception cref="InvalidOperationException">The API server refuses it, or does not answer.</exception>
    public Task<T> CreateAsync(JsonObject manifest, CancellationToken stop)
    {
        var name = manifest["metadata"]?["name"] ?? manifest["metadata"]?["generateName"];
        return TellAsync($"{name}", async () =>
        {
            var made = (JsonElement)await api.CustomObjects.CreateNamespacedCustomObjectAsync(
                manifest, ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, plural, cancellationToken: stop);
            return made.Deserialize<T>(CrdJson.Options)!;
        });
    }

    /// <summary>Sets an annotation.</summary>
    /// <exception cref="InvalidOperationException">The API server refuses it, or does not answer.</exception>
    public Task AnnotateAsync(string name, string annotation, string value, CancellationToken stop) => TellAsync(name, async () =>
    {
        var patch = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [annotation] = value } } };
        return await api.CustomObjects.PatchNamespacedCustomObjectAsync(new V1Patch(patch.ToJsonString(), V1Patch.PatchType.MergePatch),
            ApiGroup.Name, ApiGroup.V1Alpha1, @namespace, plural, name, cancellationToken: stop);
    });

    private async Task<TResult> TellAsync<TResult>(string name, Func<Task<TResult>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            throw new InvalidOperationException($"there is no {kind} '{name}' in namespace '{@namespace}'", e);
        }
        catch (HttpOperationException e)
        {
            throw new InvalidOperationException($"{kind} '{name}': {ApiMessage.Of(e)}", e);
        }
        catch (HttpRequestException e)
        {
            throw new InvalidOperationException($"the API server cannot be reached: {e.Message}", e);
        }
    }
}
