using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using Modelwright.Crds.Tests.Schemas;
using Modelwright.Testing;

namespace Modelwright.Crds.Tests.Server;

/// <summary>A real API server with the committed definitions, which the tests only ever write to in a namespace of their own.</summary>
internal sealed class ApiServer
{
    private const string Namespace = "crds-tests";
    private static readonly ConcurrentDictionary<string, Lazy<Task<ApiServer>>> Servers = new();
    private readonly Kubernetes _client;

    private ApiServer(string kubeconfig)
    {
        Kubeconfig = kubeconfig;
        _client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
    }

    public string Kubeconfig { get; }

    /// <summary>Connects, and brings the definitions up to date once in a run.</summary>
    public static Task<ApiServer> ConnectAsync(CancellationToken cancellation) =>
        Servers.GetOrAdd(Requires.KubeApi(), file => new Lazy<Task<ApiServer>>(() => InstallAsync(file, cancellation))).Value;

    /// <summary>
    /// Creates an object, or only asks whether it could be created. Null when it was accepted, else what the server says.
    /// </summary>
    public Task<string?> CreateAsync(JsonObject manifest, bool dryRun, CancellationToken cancellation) => Message(() =>
        _client.CustomObjects.CreateNamespacedCustomObjectAsync(
            Body(manifest), ApiGroup.Name, ApiGroup.V1Alpha1, Namespace, Kinds.Plural(manifest),
            dryRun: dryRun ? "All" : null, fieldValidation: "Strict", cancellationToken: cancellation));

    /// <summary>Changes an object by a merge patch.</summary>
    public Task<string?> PatchAsync(JsonObject manifest, bool dryRun, CancellationToken cancellation) => Message(() =>
        _client.CustomObjects.PatchNamespacedCustomObjectAsync(
            MergePatch(manifest), ApiGroup.Name, ApiGroup.V1Alpha1, Namespace, Kinds.Plural(manifest), Name(manifest),
            dryRun: dryRun ? "All" : null, fieldValidation: "Strict", cancellationToken: cancellation));

    /// <summary>Replaces an object's status.</summary>
    public Task<string?> ReplaceStatusAsync(JsonObject manifest, bool dryRun, CancellationToken cancellation) => Message(async () =>
    {
        var current = JsonNode.Parse((await GetAsync(manifest, cancellation)).GetRawText())!.AsObject();
        current["status"] = manifest["status"]!.DeepClone();
        return await _client.CustomObjects.ReplaceNamespacedCustomObjectStatusAsync(
            Body(current), ApiGroup.Name, ApiGroup.V1Alpha1, Namespace, Kinds.Plural(manifest), Name(manifest),
            dryRun: dryRun ? "All" : null, fieldValidation: "Strict", cancellationToken: cancellation);
    });

    /// <summary>Sets the replicas through the scale subresource.</summary>
    public Task<string?> ScaleAsync(JsonObject manifest, int replicas, CancellationToken cancellation) => Message(() =>
        _client.CustomObjects.PatchNamespacedCustomObjectScaleAsync(
            MergePatch(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } }),
            ApiGroup.Name, ApiGroup.V1Alpha1, Namespace, Kinds.Plural(manifest), Name(manifest), cancellationToken: cancellation));

    public async Task<JsonElement> GetAsync(JsonObject manifest, CancellationToken cancellation) =>
        (JsonElement)await _client.CustomObjects.GetNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, Namespace, Kinds.Plural(manifest), Name(manifest), cancellation);

    public async Task DeleteAsync(JsonObject manifest, CancellationToken cancellation)
    {
        var answer = await Message(() => _client.CustomObjects.DeleteNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, Namespace, Kinds.Plural(manifest), Name(manifest), cancellationToken: cancellation));
        if (answer is not null && !answer.Contains("not found", StringComparison.Ordinal)) throw new InvalidOperationException(answer);
    }

    /// <summary>Runs kubectl in the tests' namespace and returns what it prints.</summary>
    public Task<string> KubectlAsync(string arguments, CancellationToken cancellation) =>
        Kubectl.RunAsync($"--kubeconfig {Kubeconfig} --namespace {Namespace} {arguments}", cancellation);

    private static async Task<ApiServer> InstallAsync(string kubeconfig, CancellationToken cancellation)
    {
        var server = new ApiServer(kubeconfig);
        foreach (var plural in new[] { "models", "modelversions" })
        {
            var name = $"{plural}.{ApiGroup.Name}";
            await server._client.ApiextensionsV1.PatchCustomResourceDefinitionAsync(
                new k8s.Models.V1Patch(Body(Kinds.Definition(plural)), k8s.Models.V1Patch.PatchType.ApplyPatch),
                name, fieldManager: "crds-tests", force: true, cancellationToken: cancellation);
            await server.WaitUntilServedAsync(plural, cancellation);
        }

        return server;
    }

    private async Task WaitUntilServedAsync(string plural, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var answer = await Message(() => _client.CustomObjects.ListNamespacedCustomObjectAsync(
                ApiGroup.Name, ApiGroup.V1Alpha1, Namespace, plural, cancellationToken: cancellation));
            var definition = await _client.ApiextensionsV1.ReadCustomResourceDefinitionAsync(
                $"{plural}.{ApiGroup.Name}", cancellationToken: cancellation);
            var established = definition.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: "True" }) == true;
            if (answer is null && established) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }

        throw new TimeoutException($"{plural} was not served within 10 s");
    }

    private static async Task<string?> Message<T>(Func<Task<T>> request)
    {
        try
        {
            await request();
            return null;
        }
        catch (HttpOperationException refusal)
        {
            return (string?)JsonNode.Parse(refusal.Response.Content)?["message"] ?? refusal.Response.Content;
        }
    }

    private static string Name(JsonObject manifest) => (string)manifest["metadata"]!["name"]!;

    private static JsonElement Body(JsonObject manifest) => JsonSerializer.SerializeToElement(manifest);

    private static k8s.Models.V1Patch MergePatch(JsonObject patch) => new(Body(patch), k8s.Models.V1Patch.PatchType.MergePatch);
}
