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

    /// <summary>Reads the scale subresource. Null when there is one, else what the server says.</summary>
    public Task<string?> ReadScaleAsync(JsonObject manifest, CancellationToken cancellation) => Message(() =>
        _client.CustomObjects.GetNamespacedCustomObjectScaleAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, Namespace, Kinds.Plural(manifest), Name(manifest), cancellation));

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
        string[] plurals = ["models", "modelversions", "trainingruns", "experiments", "datasets", "promotions", "retrainpolicies"];
        foreach (var plural in plurals)
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
            if (answer is null && established && await PublishesAsync(plural, cancellation)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }

        throw new TimeoutException($"{plural} was not served within 10 s");
    }

    /// <summary>The server publishes its OpenAPI document a moment after it serves a new definition; kubectl explain reads that.</summary>
    private async Task<bool> PublishesAsync(string plural, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_client.BaseUri, $"openapi/v3/apis/{ApiGroup.ApiVersion}"));
        if (_client.Credentials is not null) await _client.Credentials.ProcessHttpRequestAsync(request, cancellation);
        using var response = await _client.HttpClient.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode) return false;
        var document = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        var kind = (string)Kinds.Definition(plural)["spec"]!["names"]!["kind"]!;
        var published = document?["components"]?["schemas"]?[$"io.modelwright.{ApiGroup.V1Alpha1}.{kind}"]?["properties"];
        var wanted = Kinds.Schema(plural)["properties"]!;
        return published is not null && new[] { "spec", "status" }.All(part => JsonNode.DeepEquals(published[part], wanted[part]));
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
            // A path that is not served yet is answered in plain text.
            var content = refusal.Response.Content;
            return content.StartsWith('{') ? (string?)JsonNode.Parse(content)?["message"] ?? content : content;
        }
    }

    private static string Name(JsonObject manifest) => (string)manifest["metadata"]!["name"]!;

    private static JsonElement Body(JsonObject manifest) => JsonSerializer.SerializeToElement(manifest);

    private static k8s.Models.V1Patch MergePatch(JsonObject patch) => new(Body(patch), k8s.Models.V1Patch.PatchType.MergePatch);
}
