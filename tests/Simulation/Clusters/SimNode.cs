using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Json;

namespace Modelwright.Simulation.Clusters;

/// <summary>The scheduler and the kubelet of a simulated cluster: takes every pod, and plays what its programs would do.</summary>
internal sealed class SimNode(IClusterApi api, PodPrograms programs, TimeProvider time)
    : ObjectController<ObjectKey>("node", api, time, NullLogger.Instance)
{
    private const string NodeName = "sim";

    private readonly Dictionary<string, SimPod> pods = new(StringComparer.Ordinal);
    private readonly Stack<string> freeAddresses = new();
    private int addresses;

    /// <summary>Between a pod's creation and the start of its first container.</summary>
    public TimeSpan SchedulingTime { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public override void Start()
    {
        foreach (var pod in Api.List(KnownResources.Pods)) Enqueue(new ObjectKey(pod.Namespace(), pod.Name()));
    }

    /// <summary>Kills the process that runs in a pod.</summary>
    public void Kill(JsonObject pod)
    {
        if (!pods.TryGetValue(pod.Uid(), out var running)) return;
        running.Kill(Time.GetUtcNow());
        Enqueue(new ObjectKey(pod.Namespace(), pod.Name()));
    }

    /// <summary>The container of a pod is asked to end by itself.</summary>
    public void Finish(string address)
    {
        if (pods.Values.FirstOrDefault(pod => pod.Address == address) is not { } running) return;
        running.Finish(Time.GetUtcNow());
        Enqueue(running.Key);
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Pods) Enqueue(new ObjectKey(change.Object.Namespace(), change.Object.Name()));
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectKey key)
    {
        if (Api.Get(KnownResources.Pods, key.Namespace, key.Name) is not { } pod) return;
        if (pod.Text("spec", "nodeName") is not { Length: > 0 })
        {
            if (!pod.IsDeleting()) Bind(key, pod);
            return;
        }

        if (!pods.TryGetValue(pod.Uid(), out var running)) pods[pod.Uid()] = running = new SimPod(pod, TakeAddress(), programs);
        if (running.Sync(pod, Time.GetUtcNow()) is { } due) EnqueueAt(key, due);
        WriteStatus(key, pod, running);
        if (!pod.IsDeleting() || !running.IsOver) return;
        Api.Delete(KnownResources.Pods, key.Namespace, key.Name, running.Uid, 0);
        pods.Remove(running.Uid);
        freeAddresses.Push(running.Address);
    }

    private void Bind(ObjectKey key, JsonObject pod)
    {
        var due = DateTimeOffset.Parse(pod.Text("metadata", "creationTimestamp")!, null) + SchedulingTime;
        if (due > Time.GetUtcNow())
        {
            EnqueueAt(key, due);
            return;
        }

        Api.Mutate(KnownResources.Pods, key.Namespace, key.Name, copy =>
        {
            copy["spec"]!["nodeName"] = NodeName;
            return copy.Uid() == pod.Uid();
        });
    }

    private void WriteStatus(ObjectKey key, JsonObject pod, SimPod running)
    {
        var status = running.Status(pod, Time.GetUtcNow());
        Api.Mutate(KnownResources.Pods, key.Namespace, key.Name, copy =>
        {
            if (copy.Uid() != running.Uid || JsonNode.DeepEquals(copy["status"], status)) return false;
            copy["status"] = status;
            return true;
        }, "status");
    }

    // The address that became free last is used first: who tells pods apart by their address gets it wrong soon.
    private string TakeAddress()
    {
        if (freeAddresses.TryPop(out var free)) return free;
        addresses++;
        return $"10.1.{addresses / 250}.{(addresses % 250) + 1}";
    }
}
