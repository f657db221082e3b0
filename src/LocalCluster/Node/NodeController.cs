using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.ReplicaSets;
using Modelwright.LocalCluster.Node.Containers;
using Modelwright.LocalCluster.Node.Pods;
using Modelwright.LocalCluster.Node.Probes;

namespace Modelwright.LocalCluster.Node;

/// <summary>
/// Takes pods to this machine and keeps them as their objects say: the scheduler and the kubelet of a cluster with one node.
/// </summary>
public sealed class NodeController : ObjectController<ObjectKey>
{
    private static readonly ResourceId[] Configuration =
    [
        KnownResources.ConfigMaps, KnownResources.Secrets, KnownResources.PersistentVolumeClaims,
    ];

    private readonly NodeServices services;
    private readonly EventRecorder scheduler;
    private readonly ILogger log;
    private readonly Dictionary<string, PodWorker> workers = [];
    private readonly NodeObject nodeObject;
    private volatile bool stopping;
    private DateTimeOffset stopDeadline;

    /// <summary>Notes changes from now on.</summary>
    public NodeController(IClusterApi api, NodeOptions options, IContainerRuntime runtime, IProber prober, TimeProvider time, ILogger log)
        : base("node", api, time, log)
    {
        this.log = log;
        services = new NodeServices(api, options, runtime, prober, new EventRecorder(api, time, log, "kubelet"), time);
        scheduler = new EventRecorder(api, time, log, "default-scheduler");
        nodeObject = new NodeObject(api, options.Name, time);
        Logs = new PodLogs(services);
    }

    /// <summary>The logs of the node's pods.</summary>
    public IPodLogSource Logs { get; }

    /// <summary>No pod has a process left. Meaningful once <see cref="BeginShutdown"/> was called.</summary>
    public bool IsIdle
    {
        get
        {
            lock (workers) return workers.Values.All(worker => worker.IsIdle);
        }
    }

    /// <summary>The process of this machine behind a container of a pod, or null when it does not run. Callable from any thread.</summary>
    public int? ProcessOf(string podUid, string container)
    {
        lock (workers) return workers.Values.FirstOrDefault(worker => worker.Uid == podUid)?.ProcessOf(container);
    }

    /// <inheritdoc />
    public override void Start()
    {
        nodeObject.Register();
        var pods = Api.List(KnownResources.Pods).Where(IsMine).ToList();
        foreach (var pod in pods.Where(pod => !PodState.HasEnded(pod)))
        {
            Api.Mutate(KnownResources.Pods, pod.Namespace(), pod.Name(),
                copy => copy.Uid() == pod.Uid() && PodRecovery.MarkNotReady(copy, Time.GetUtcNow()), "status");
        }

        RemoveFolders(except: [.. pods.Select(pod => pod.Uid())]);
        foreach (var pod in Api.List(KnownResources.Pods)) Enqueue(pod.Key());
        EnqueueAt(NodeObject.Key, nodeObject.NextHeartbeat);
    }

    /// <summary>
    /// From now on pods are stopped and none is started; their objects stay for the next start. Callable from any thread.
    /// </summary>
    public void BeginShutdown()
    {
        stopDeadline = Time.GetUtcNow() + services.Options.ShutdownGrace;
        stopping = true;
        lock (workers)
        {
            foreach (var worker in workers.Values) Enqueue(worker.Key);
        }
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Pods)
        {
            Enqueue(change.Object.Key());
        }
        else if (Configuration.Contains(change.Resource))
        {
            lock (workers)
            {
                foreach (var worker in workers.Values.Where(worker => worker.Key.Namespace == change.Object.Namespace()))
                    Enqueue(worker.Key);
            }

            if (change.Resource == KnownResources.PersistentVolumeClaims) EnqueueUnscheduled(change.Object.Namespace());
        }
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        if (key == NodeObject.Key)
        {
            nodeObject.Heartbeat();
            EnqueueAt(key, nodeObject.NextHeartbeat);
            return;
        }

        var pod = Api.Get(KnownResources.Pods, key.Namespace, key.Name);
        foreach (var worker in WorkersOf(key).Where(worker => worker.Uid != pod?.Uid()))
        {
            worker.Abandon();
            if (worker.IsIdle) Remove(worker);
        }

        if (pod is null) return;
        if (pod.Text("spec", "nodeName") is not { Length: > 0 }) Schedule(pod);
        else if (IsMine(pod)) Sync(pod);
    }

    private bool IsMine(JsonObject pod) => pod.Text("spec", "nodeName") == services.Options.Name;

    private List<PodWorker> WorkersOf(ObjectKey key)
    {
        lock (workers) return [.. workers.Values.Where(worker => worker.Key == key)];
    }

    private void Schedule(JsonObject pod)
    {
        if (pod.IsDeleting()) GiveUp(pod);
        if (pod.IsDeleting() || stopping) return;
        if (Obstacle(pod) is { } obstacle)
        {
            var message = $"0/1 nodes are available: {obstacle}.";
            Api.Mutate(KnownResources.Pods, pod.Namespace(), pod.Name(), copy =>
            {
                var conditions = copy.Ensure("status")["conditions"] as JsonArray ?? [];
                var before = conditions.DeepClone();
                Conditions.Set(conditions, new ConditionState("PodScheduled", "False", "Unschedulable", message), Time.GetUtcNow());
                if (JsonNode.DeepEquals(before, conditions)) return false;
                copy["status"]!["conditions"] = conditions.DeepClone();
                return true;
            }, "status");
            scheduler.Warning(pod, "FailedScheduling", message);
            return;
        }

        Api.Mutate(KnownResources.Pods, pod.Namespace(), pod.Name(), copy =>
        {
            if (copy.Uid() != pod.Uid()) return false;
            copy.Ensure("spec")["nodeName"] = services.Options.Name;
            return true;
        });
        scheduler.Normal(pod, "Scheduled", $"Successfully assigned {pod.Namespace()}/{pod.Name()} to {services.Options.Name}");
    }

    /// <summary>A pod that something holds although it never ran has failed, so that whoever counts it can let it go.</summary>
    private void GiveUp(JsonObject pod)
    {
        if (PodState.HasEnded(pod)) return;
        Api.Mutate(KnownResources.Pods, pod.Namespace(), pod.Name(), copy =>
        {
            if (copy.Uid() != pod.Uid()) return false;
            copy.Ensure("status")["phase"] = "Failed";
            return true;
        }, "status");
    }

    private void EnqueueUnscheduled(string @namespace)
    {
        foreach (var pod in Api.List(KnownResources.Pods, @namespace))
            if (pod.Text("spec", "nodeName") is not { Length: > 0 }) Enqueue(pod.Key());
    }

    /// <summary>Why the pod cannot be scheduled, or null.</summary>
    private string? Obstacle(JsonObject pod)
    {
        if (!LabelSelector.MatchesAll(pod.TextMap("spec", "nodeSelector"), nodeObject.Labels))
            return "1 node(s) didn't match Pod's node affinity/selector";
        var missing = PodState.ClaimsOf(pod)
            .FirstOrDefault(claim => Api.Get(KnownResources.PersistentVolumeClaims, pod.Namespace(), claim) is null);
        return missing is null ? null : $"persistentvolumeclaim \"{missing}\" not found";
    }

    private void Sync(JsonObject pod)
    {
        PodWorker? worker;
        lock (workers) workers.TryGetValue(pod.Uid(), out worker);
        if (worker is null)
        {
            if (stopping) return;
            if (PodState.HasEnded(pod))
            {
                if (pod.IsDeleting()) Api.Delete(KnownResources.Pods, pod.Namespace(), pod.Name(), pod.Uid(), 0);
                return;
            }

            var key = pod.Key();
            worker = new PodWorker(services, pod, services.Options.Addresses.Take(), () => Enqueue(key));
            lock (workers) workers[worker.Uid] = worker;
        }

        var due = stopping ? worker.Shutdown(pod, stopDeadline) : worker.Sync(pod);
        if (due is { } time) EnqueueAt(pod.Key(), time);
        if (worker.IsDone) ReturnAddress(worker);
        if (pod.IsDeleting() && worker.IsIdle && !stopping) Api.Delete(KnownResources.Pods, pod.Namespace(), pod.Name(), pod.Uid(), 0);
    }

    private void Remove(PodWorker worker)
    {
        lock (workers) workers.Remove(worker.Uid);
        ReturnAddress(worker);
        DeleteFolder(services.PodFolder(worker.Uid));
    }

    private void ReturnAddress(PodWorker worker)
    {
        if (!worker.HoldsAddress) return;
        worker.HoldsAddress = false;
        services.Options.Addresses.Return(worker.Address);
    }

    private void RemoveFolders(HashSet<string> except)
    {
        var folder = Path.Combine(services.Options.Folder, "pods");
        Directory.CreateDirectory(folder);
        foreach (var stale in Directory.GetDirectories(folder).Where(path => !except.Contains(Path.GetFileName(path)))) DeleteFolder(stale);
    }

    private void DeleteFolder(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(busy, "The folder of a pod that is gone could not be removed: {Folder}", folder);
        }
    }
}
