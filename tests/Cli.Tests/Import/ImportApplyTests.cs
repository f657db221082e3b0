using System.CommandLine;
using System.Text.Json;
using k8s;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.Cli.Cluster;
using Modelwright.Cli.Import;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;
using Modelwright.Testing;

namespace Modelwright.Cli.Tests.Import;

/// <summary>Against the embedded cluster, with its operator.</summary>
public sealed class ImportApplyTests : IDisposable
{
    private static readonly string Model = Repository.File("samples", "penguins", "models", "v1", "model.onnx");

    private readonly TempFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    [Fact]
    public async Task Applied_versions_count_up_and_are_found_ready()
    {
        var options = new EmbeddedClusterOptions { DataFolder = folder.File("data"), Port = 0, Logging = NullLoggerFactory.Instance };
        await using var cluster = await EmbeddedCluster.StartAsync(options, TimeProvider.System, TestContext.Current.CancellationToken);
        (await ApplyAsync(cluster)).ShouldBe(0, error.ToString());
        (await ApplyAsync(cluster)).ShouldBe(0, error.ToString());

        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim())
            .ShouldBe(["modelversion.modelwright.io/penguins-v1 created", "modelversion.modelwright.io/penguins-v2 created"]);
        using var api = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigFile));
        for (var tries = 0; !await ReadyAsync(api); tries++)
        {
            tries.ShouldBeLessThan(1200, "penguins-v2 was not verified");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await ApplyAsync(cluster, "--number", "1")).ShouldBe(1);
        error.ToString().ShouldContain("there is a ModelVersion penguins-v1 already");
    }

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    private Task<int> ApplyAsync(EmbeddedCluster cluster, params string[] more)
    {
        var root = new RootCommand { ImportCommand.Create() };
        var invocation = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null };
        return root.Parse(["import", Model, "--model", "penguins", "--store", $"file://{folder.File("store")}/", "--apply",
            "--kubeconfig", cluster.KubeconfigFile, .. more]).InvokeAsync(invocation, TestContext.Current.CancellationToken);
    }

    private static async Task<bool> ReadyAsync(Kubernetes api)
    {
        var found = (JsonElement)await api.CustomObjects.GetNamespacedCustomObjectAsync(
            ApiGroup.Name, ApiGroup.V1Alpha1, "default", ModelVersion.Plural, "penguins-v2", TestContext.Current.CancellationToken);
        var conditions = found.Deserialize<ModelVersion>(CrdJson.Options)!.Status?.Conditions ?? [];
        return conditions.Any(condition => condition is { Type: "Ready", Status: "True" });
    }
}
