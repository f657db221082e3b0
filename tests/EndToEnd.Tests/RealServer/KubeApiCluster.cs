using System.Text.Json.Nodes;
using k8s;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Modelwright.EndToEnd.Tests.RealServer;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Operator;
using Modelwright.Operator.Hosting;
using Modelwright.Operator.Routers;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Metrics;
using Modelwright.Testing;

[assembly: AssemblyFixture(typeof(KubeApiCluster))]

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>
/// Kubernetes' own API server with the operator in this process, in a namespace of its own. The test plays the controllers and the node
/// that such a server lacks, and the routers.
/// </summary>
public sealed class KubeApiCluster : IModelCluster, IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly PlayedRouters routers = new();
    private readonly Lazy<Task> start;
    private readonly CancellationTokenSource stop = new();
    private Kubectl? kubectl;
    private Kubernetes? client;
    private KubeConnection? connection;
    private IHost? host;
    private Task playing = Task.CompletedTask;

    /// <summary>Nothing runs yet.</summary>
    public KubeApiCluster() => start = new(RunAsync);

    /// <summary>The namespace.</summary>
    public string Namespace { get; } = $"models-{Guid.NewGuid():n}"[..20];

    /// <inheritdoc />
    public Kubectl Kubectl => kubectl ?? throw new InvalidOperationException("the cluster was not started");

    /// <inheritdoc />
    public bool EvaluatesRules => true;

    /// <summary>Requests that the operator has sent since it was started, and runs of its controllers.</summary>
    public async Task<(double Requests, double Reconciliations)> ActivityAsync()
    {
        using var text = new MemoryStream();
        await host!.Services.GetRequiredService<RuntimeMetrics>().Registry.CollectAndExportAsTextAsync(text);
        var lines = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n');
        double Sum(string metric) => lines.Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        return (Sum("rest_client_requests_total"), Sum("controller_runtime_reconcile_total"));
    }

    /// <inheritdoc />
    public void Require()
    {
        Requires.Program("kubectl");
        Requires.KubeApi();
    }

    /// <inheritdoc />
    public async Task StartAsync()
    {
        await start.Value;
        // What plays the controllers never ends by itself but through a mistake.
        if (playing.IsCompleted) await playing;
    }

    /// <inheritdoc />
    /// <remarks>This server keeps the two groups' events apart, and <c>kubectl describe</c> asks the older one.</remarks>
    public Task<string> EventsAsync(string model) => Kubectl.RunAsync("get", "events.events.k8s.io", "-o",
        $$"""jsonpath={range .items[?(@.regarding.name=="{{model}}")]}{.type} {.reason} {.note}{"\n"}{end}""");

    /// <inheritdoc />
    public async Task ShouldServeAsync(JsonNode model)
    {
        var (name, stable) = ((string)model["metadata"]!["name"]!, (string)model["status"]!["stableRevision"]!);
        var pods = await Kubectl.RunAsync("get", "pods", "-l", "app.kubernetes.io/name=router", "-o", "json");
        var ready = JsonNode.Parse(pods)!["items"]!.AsArray().Where(pod => (string?)pod.Condition("Ready")?["status"] == "True")
            .Select(pod => (string)pod!["status"]!["podIP"]!).ToList();
        ready.ShouldNotBeEmpty(pods);
        foreach (var address in ready) routers.Follows(address, name).ShouldNotBeNull(pods).Weight(stable).ShouldBe(100, pods);
        var replicas = await Kubectl.RunAsync("get", "deployment", stable, "-o", "jsonpath={.status.readyReplicas}");
        int.Parse(replicas, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.StopAsync();
        host?.Dispose();
        await stop.CancelAsync();
        // A mistake in what was played has failed the tests that waited for it.
        await playing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        connection?.Dispose();
        client?.Dispose();
        stop.Dispose();
        folder.Dispose();
    }

    private async Task RunAsync()
    {
        var kubeconfig = folder.File("kubeconfig");
        File.Copy(Requires.KubeApi(), kubeconfig);
        var starting = new Kubectl(kubeconfig, folder.File("home"));
        await starting.RunAsync("apply", "--server-side", "--force-conflicts", "-f", Repository.File("config", "crd"));
        await starting.RunAsync("wait", "--for=condition=Established", "--timeout=30s", "-f", Repository.File("config", "crd"));
        await starting.RunAsync("create", "namespace", Namespace);
        await starting.RunAsync("config", "set-context", "--current", $"--namespace={Namespace}");
        client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig));
        connection = KubeConnection.FromKubeconfig(kubeconfig);
        var api = new KubeApi(connection, TimeProvider.System, new RequestLimiter(TimeProvider.System, 1000, 1000));
        playing = Task.Run(() => new PlayedControllers(client, api, routers, Namespace).RunAsync(stop.Token));
        host = Operator(connection);
        await host.StartAsync();
        kubectl = starting;
    }

    private IHost Operator(KubeConnection server)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IRouterClient>(routers);
        builder.Services.AddModelwright(new ModelwrightOptions
        {
            Connection = server,
            WatchNamespace = Namespace,
            LeaderElection = false,
            // So that the same manifests work as on the embedded cluster; the played node reads the files.
            // This API server has no ControllerRevisions.
            Settings = new ServingSettings { AllowFileUris = true, Snapshots = false },
        });
        return builder.Build();
    }
}
