using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.Endpoints;

namespace Modelwright.LocalCluster.Services;

/// <summary>Lets every Service answer on its own loopback address.</summary>
public sealed class ServiceProxyController : ObjectController<ObjectKey>, IDisposable
{
    private static readonly TimeSpan ListenRetry = TimeSpan.FromSeconds(5);

    private readonly EventRecorder events;
    private readonly Lock gate = new();
    private readonly Dictionary<ObjectKey, Dictionary<IPEndPoint, ProxyListener>> listeners = [];
    private bool disposed;

    /// <summary>Notes changes from now on.</summary>
    public ServiceProxyController(IClusterApi api, TimeProvider time, ILogger log)
        : base("service-proxy", api, time, log) =>
        events = new EventRecorder(api, time, log, "kube-proxy");

    /// <summary>Connections that are open now.</summary>
    public int Connections
    {
        get
        {
            lock (gate) return listeners.Values.SelectMany(ports => ports.Values).Sum(listener => listener.Connections);
        }
    }

    /// <inheritdoc />
    public override void Start()
    {
        foreach (var service in Api.List(KnownResources.Services)) Enqueue(service.Key());
    }

    /// <summary>Closes every listener and connection.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var listener in listeners.Values.SelectMany(ports => ports.Values)) listener.Dispose();
            listeners.Clear();
        }
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Services) Enqueue(change.Object.Key());
        else if (change.Resource == KnownResources.EndpointSlices
            && change.Object.Text("metadata", "labels", ServiceEndpoints.ServiceNameLabel) is { } service)
            Enqueue(new ObjectKey(change.Object.Namespace(), service));
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        var service = Api.Get(KnownResources.Services, key.Namespace, key.Name);
        var wanted = service is null ? [] : ServiceTargets.Of(service, Slices(key));
        lock (gate)
        {
            if (disposed) return;
            if (!listeners.TryGetValue(key, out var ports)) listeners[key] = ports = [];
            foreach (var address in ports.Keys.Except(wanted.Keys).ToList())
            {
                ports[address].Dispose();
                ports.Remove(address);
            }

            foreach (var (address, targets) in wanted)
            {
                if (!ports.TryGetValue(address, out var listener)) ports[address] = listener = new ProxyListener(address, Time);
                try
                {
                    listener.SetTargets(targets);
                }
                catch (SocketException failure)
                {
                    events.Warning(service!, "ProxyFailed", $"cannot listen on {address}: {failure.Message}");
                    EnqueueAt(key, Time.GetUtcNow() + ListenRetry);
                }
            }

            if (ports.Count == 0) listeners.Remove(key);
        }
    }

    private List<System.Text.Json.Nodes.JsonObject> Slices(ObjectKey key) => [.. Api.List(KnownResources.EndpointSlices, key.Namespace)
        .Where(slice => slice.Text("metadata", "labels", ServiceEndpoints.ServiceNameLabel) == key.Name && !slice.IsDeleting())];
}
