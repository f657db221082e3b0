using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.Claims;
using Modelwright.LocalCluster.Controllers.Deployments;
using Modelwright.LocalCluster.Controllers.Endpoints;
using Modelwright.LocalCluster.Controllers.GarbageCollection;
using Modelwright.LocalCluster.Controllers.Jobs;
using Modelwright.LocalCluster.Controllers.Namespaces;
using Modelwright.LocalCluster.Controllers.ReplicaSets;
using Modelwright.LocalCluster.Controllers.Roles;
using Modelwright.LocalCluster.Node;
using Modelwright.LocalCluster.Node.Probes;
using Modelwright.LocalCluster.Node.Processes;
using Modelwright.LocalCluster.Services;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Storage.Durable;

namespace Modelwright.LocalCluster.Hosting;

/// <summary>The parts of a cluster that turn on one loop, and what they stand on.</summary>
internal sealed class ClusterParts : IDisposable
{
    private static readonly TimeSpan StopPoll = TimeSpan.FromMilliseconds(10);

    private readonly ProcessRuntime runtime;
    private readonly NetworkProber prober;
    private readonly NodeController node;
    private readonly ServiceProxyController proxy;
    private readonly ControllerLoop loop;
    private readonly TimeSpan shutdownGrace;

    private ClusterParts(LocalClusterOptions options, DataFolder data, AddressReservation addresses, ApiServer server)
    {
        var time = options.Time;
        var log = options.Logging.CreateLogger("Modelwright.LocalCluster");
        shutdownGrace = options.ShutdownGrace;
        Server = server;
        Api = server.Client("modelwright-setup");
        var manager = server.Client("kube-controller-manager");
        var kubelet = server.Client("kubelet");
        runtime = new ProcessRuntime(data.Processes, time);
        if (runtime.KillStale() is > 0 and var stale)
            log.LogWarning("{Count} processes of an earlier run were still there and have been killed", stale);
        prober = new NetworkProber(runtime, time);
        var nodeOptions = new NodeOptions
        {
            Folder = data.Node,
            Images = options.Images,
            Addresses = addresses.Pods,
            ShutdownGrace = options.ShutdownGrace,
        };
        node = new NodeController(kubelet, nodeOptions, runtime, prober, time, log);
        proxy = new ServiceProxyController(server.Client("kube-proxy"), time, log);
        server.PodLogs = node.Logs;

        // The node is first: it takes back what an earlier host said about its pods before anyone acts on it.
        loop = new ControllerLoop(
        [
            node,
            new NamespaceController(manager, time, log),
            new GarbageCollector(manager, time, log),
            new DeploymentController(manager, time, log),
            new ReplicaSetController(manager, time, log),
            new JobController(manager, time, log),
            new JobExpiryController(manager, time, log),
            new EndpointsController(manager, time, log),
            new RoleAggregationController(manager, time, log),
            new ClaimController(manager, data.Claims, time, log),
            new EventExpiryController(manager, time, log),
            proxy,
        ], time, log);
    }

    public ApiServer Server { get; }

    public IClusterApi Api { get; }

    public int? ProcessOf(string podUid, string container) => node.ProcessOf(podUid, container);

    public static ClusterParts Create(LocalClusterOptions options, DataFolder data, AddressReservation addresses, string adminToken)
    {
        var tokens = new Dictionary<string, UserInfo>(options.Tokens) { [adminToken] = UserInfo.Admin };
        var server = new ApiServer(OpenStore(options, data), new ApiServerOptions
        {
            Clock = options.Time,
            Random = new Random(),
            Tokens = tokens,
            ServiceAccountKey = Convert.FromHexString(data.Token("service-accounts")),
            AllocateClusterIp = (_, used) => addresses.Services.NextExcept(used).ToString(),
        });
        return new ClusterParts(options, data, addresses, server);
    }

    private static Store OpenStore(LocalClusterOptions options, DataFolder data)
    {
        try
        {
            return StoreFolder.Open(data.Store, new StoreFolderOptions { Log = options.Logging.CreateLogger("Modelwright.LocalCluster") });
        }
        catch (Exception failure) when (failure is StoreFolderException or IOException or UnauthorizedAccessException)
        {
            throw new ClusterStartException(failure.Message, failure);
        }
    }

    public void Start() => loop.Start();

    /// <summary>Asks all pods to end and waits, a little longer than they are given.</summary>
    public async Task StopPodsAsync()
    {
        node.BeginShutdown();
        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        while (!node.IsIdle && clock.GetElapsedTime(began) < shutdownGrace + TimeSpan.FromSeconds(2)) await Task.Delay(StopPoll, clock);
        loop.Stop();
    }

    public void Dispose()
    {
        loop.Dispose();
        proxy.Dispose();
        prober.Dispose();
        runtime.Dispose();
        Server.Dispose();
    }
}
