using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node;
using Modelwright.LocalCluster.Node.Probes;
using Modelwright.LocalCluster.Node.Processes;
using Modelwright.LocalCluster.Services;
using Modelwright.LocalCluster.Tests.Controllers;

namespace Modelwright.LocalCluster.Tests.Node;

/// <summary>A test cluster with a node that runs real processes; the clock still moves only when the test moves it.</summary>
internal sealed class NodeCluster : IDisposable
{
    public const string Shell = "test/shell:1";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly AddressReservation addresses = AddressReservation.TakeFrom(Environment.ProcessId);
    private readonly NetworkProber prober;

    public NodeCluster()
    {
        NodeController? node = null;
        ProcessRuntime? runtime = null;
        NetworkProber? probes = null;
        Cluster = new TestCluster(cluster =>
        {
            runtime = new ProcessRuntime(Path.Combine(cluster.Folder, "processes"), TimeProvider.System, maxLogBytes: 64 * 1024);
            probes = new NetworkProber(runtime, TimeProvider.System);
            var options = new NodeOptions
            {
                Folder = Path.Combine(cluster.Folder, "node"),
                Addresses = addresses.Pods,
                Images = new Dictionary<string, LocalImage>
                {
                    [Shell] = new() { Entrypoint = ["/bin/sh", "-c"], Arguments = ["echo nothing to do"] },
                },
            };
            var api = cluster.Server.Client("kubelet");
            node = new NodeController(api, options, runtime, probes, cluster.Time, NullLogger.Instance);
            var proxy = new ServiceProxyController(api, TimeProvider.System, NullLogger.Instance);
            Proxy = proxy;
            return [node, proxy];
        });
        (Node, Runtime, prober) = (node!, runtime!, probes!);
    }

    public TestCluster Cluster { get; }

    public NodeController Node { get; }

    public ProcessRuntime Runtime { get; }

    public ServiceProxyController Proxy { get; private set; } = null!;

    public AddressPool PodAddresses => addresses.Pods;

    public AddressPool ServiceAddresses => addresses.Services;

    /// <summary>Creates a pod in namespace default.</summary>
    public JsonObject Run(string yaml) => Cluster.Create(KnownResources.Pods, yaml);

    /// <summary>A pod <c>p</c> with one container <c>main</c> that runs a shell script.</summary>
    public JsonObject RunScript(string script, string restartPolicy = "Never", string container = "", string spec = "") => Run($$$"""
        apiVersion: v1
        kind: Pod
        metadata: {name: p, namespace: default, labels: {app: p}, annotations: {note: hello} }
        spec:
          restartPolicy: {{{restartPolicy}}}
          terminationGracePeriodSeconds: 30
          {{{spec}}}
          containers:
          - name: main
            image: {{{Shell}}}
            args: [{{{(script.Length == 0 ? "" : System.Text.Json.JsonSerializer.Serialize(script))}}}]
            {{{container}}}
        """);

    public JsonObject? Pod(string name = "p") => Cluster.Api.Get(KnownResources.Pods, "default", name);

    public JsonObject Container(string name = "main", string pod = "p") =>
        Pod(pod).ShouldNotBeNull().Items("status", "initContainerStatuses")
        .Concat(Pod(pod)!.Items("status", "containerStatuses")).Single(status => status.Text("name") == name);

    public IEnumerable<string> Reasons(string pod = "p") => Cluster.Api.List(KnownResources.Events, "default")
        .Where(entry => entry.Text("involvedObject", "name") == pod).Select(entry => entry.Text("reason")!);

    /// <summary>Turns the cluster until a condition holds; with <paramref name="advance"/> the clock moves so much each turn.</summary>
    public async Task Until(Func<bool> condition, TimeSpan advance = default)
    {
        var started = Stopwatch.GetTimestamp();
        Cluster.Settle();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new TimeoutException($"still not so after {Patience}; pod p: {Pod()?.ToJsonString()}");
            await Task.Delay(5);
            if (advance > TimeSpan.Zero) Cluster.Time.Advance(advance);
            Cluster.Settle();
        }
    }

    public Task UntilPhase(string phase, string pod = "p", TimeSpan advance = default) =>
        Until(() => Pod(pod)?.Text("status", "phase") == phase, advance);

    public async Task<string> Log(string pod = "p", PodLogQuery? query = null)
    {
        using var text = new MemoryStream();
        await Node.Logs.WriteAsync("default", pod, query ?? new PodLogQuery(), text, CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    public void Dispose()
    {
        Proxy.Dispose();
        prober.Dispose();
        Runtime.Dispose();
        Cluster.Dispose();
        addresses.Dispose();
    }
}
