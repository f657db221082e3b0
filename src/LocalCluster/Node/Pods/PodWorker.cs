using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;
using Modelwright.LocalCluster.Node.Containers;

namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>
/// One pod on this node, from its binding to its removal. Each <see cref="Sync"/> compares what the pod wants with what runs and takes the
/// steps that are due; nothing here waits.
/// </summary>
internal sealed class PodWorker : IPodInbox
{
    private static readonly TimeSpan MountRetry = TimeSpan.FromSeconds(5);

    private readonly NodeServices node;
    private readonly Action wake;
    private readonly ConcurrentQueue<Action> inbox = new();
    private readonly List<ContainerWorker> inits;
    private readonly List<ContainerWorker> apps;
    private readonly string restartPolicy;
    private PodSetup setup;
    private string? mountFailure;
    private readonly PodLimits limits;
    private bool wasInitialized;
    private DateTimeOffset? terminating;
    private DateTimeOffset? overSince;

    public PodWorker(NodeServices node, JsonObject pod, IPAddress address, Action wake)
    {
        this.node = node;
        this.wake = wake;
        Uid = pod.Uid();
        Key = pod.Key();
        restartPolicy = pod.Text("spec", "restartPolicy") ?? "Always";
        inits = [.. pod.Items("spec", "initContainers").Select(spec => new ContainerWorker(node, this, spec.Copy(),
            spec.Text("restartPolicy") == "Always" ? ContainerRole.Sidecar : ContainerRole.Init))];
        apps = [.. pod.Items("spec", "containers").Select(spec => new ContainerWorker(node, this, spec.Copy(), ContainerRole.App))];
        setup = new PodSetup(pod, address, node.PodFolder(Uid), new Dictionary<string, string>());
        limits = new PodLimits(pod);
        // A pod that is over does not initialize again; one that goes on does.
        wasInitialized = limits.Failure is not null && Conditions.IsTrue(pod, "Initialized");
        PodRecovery.Resume(pod, All, node.Now);
    }

    public string Uid { get; }

    public ObjectKey Key { get; }

    public IPAddress Address => setup.Address;

    /// <summary>The pod has ended and will not run again.</summary>
    public bool IsDone => IsOver && IsIdle;

    /// <summary>Whether the address is the pod's; ended pods give it back, since they may be kept for long.</summary>
    public bool HoldsAddress { get; set; } = true;

    /// <summary>No process of the pod exists.</summary>
    public bool IsIdle => All.All(container => container.Run is null);

    /// <summary>The process behind a container now, or null.</summary>
    public int? ProcessOf(string container) => All.FirstOrDefault(found => found.Name == container)?.Run?.Process?.Pid;

    private IEnumerable<ContainerWorker> All => inits.Concat(apps);

    private bool InitFailed =>
        restartPolicy == "Never" && inits.Any(c => c.Role == ContainerRole.Init && c.Run is null && c.Last is { ExitCode: not 0 });

    /// <summary>Once the init containers were through, the pod stays initialized, whatever becomes of its sidecars.</summary>
    private bool IsInitialized => wasInitialized |= inits.All(c => c.Role == ContainerRole.Init ? c.Succeeded : c.Started);

    /// <summary>The pod has come to its end: nothing runs and nothing will be started.</summary>
    private bool IsOver => InitFailed || limits.Failure is not null
        || apps.All(c => c.Run is null && c.Last is not null && !WantsRestart(c));

    public void Post(Action action)
    {
        inbox.Enqueue(action);
        wake();
    }

    /// <summary>Takes the steps that are due. Returns when the next one is, if nothing happens before.</summary>
    public DateTimeOffset? Sync(JsonObject pod)
    {
        Receive(pod);
        DateTimeOffset? due = null;
        if (limits.Check(pod, setup.Volumes, node.Now) is { } passed) node.Events.Warning(pod, passed.Reason, passed.Message);
        if (pod.IsDeleting()) Terminate();
        else if (PodRestrictions.Refusal(pod) is { } refusal) Refuse(refusal);
        else if (IsOver) StopAll(All, (overSince ??= node.Now) + GraceOf(pod));
        else if (PrepareVolumes()) due = Earliest(RunInits(), IsInitialized ? RunAll(apps) : null);
        else due = node.Now + MountRetry;
        WriteStatus();
        return Earliest(Earliest(due, IsOver ? null : limits.NextDue), All.Select(container => container.NextDue).Min());
    }

    /// <summary>The host stops: everything ends by the deadline, and the pod object stays as it is.</summary>
    public DateTimeOffset? Shutdown(JsonObject pod, DateTimeOffset deadline)
    {
        Receive(pod);
        StopAll(All, deadline);
        return All.Select(container => container.NextDue).Min();
    }

    /// <summary>The pod object is gone: kills what runs.</summary>
    public void Abandon()
    {
        Receive(setup.Object);
        foreach (var container in All) container.Kill();
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;

    /// <summary>One grace period for all containers together.</summary>
    private TimeSpan GraceOf(JsonObject pod) =>
        limits.Failure?.Grace ?? TimeSpan.FromSeconds(pod.Number("spec", "terminationGracePeriodSeconds") ?? 30);

    private void Receive(JsonObject pod)
    {
        setup = setup with { Object = pod };
        while (inbox.TryDequeue(out var action)) action();
    }

    private bool WantsRestart(ContainerWorker container) => container.Role == ContainerRole.Sidecar || restartPolicy switch
    {
        "Never" => false,
        "OnFailure" => container.Last?.ExitCode != 0,
        _ => container.Role == ContainerRole.App || container.Last?.ExitCode != 0,
    };

    private void Refuse(string reason)
    {
        foreach (var container in All)
        {
            if (container.Waiting?.Message == reason) continue;
            container.Wait("Forbidden", reason);
            if (container == apps[0]) node.Events.Warning(setup.Object, "Forbidden", reason);
        }
    }

    private bool PrepareVolumes()
    {
        try
        {
            setup = setup with { Volumes = node.Volumes.Prepare(setup.Object, setup.Folder, setup.Address.ToString()) };
            mountFailure = null;
            return true;
        }
        catch (Exception missing) when (missing is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            // Containers that run already keep the volumes they have.
            if (setup.Volumes.Count > 0) return true;
            if (mountFailure != missing.Message)
                node.Events.Warning(setup.Object, "FailedMount", $"MountVolume.SetUp failed: {missing.Message}");
            mountFailure = missing.Message;
            foreach (var container in All) container.Wait("ContainerCreating", missing.Message);
            return false;
        }
    }

    private DateTimeOffset? RunInits()
    {
        DateTimeOffset? due = null;
        foreach (var init in inits)
        {
            if (init.Role == ContainerRole.Init && init.Succeeded) continue;
            due = Earliest(due, RunOne(init));
            if (!IsInitialized && (init.Role == ContainerRole.Init || !init.Started)) break;
        }

        foreach (var app in apps.Where(app => app.Run is null && app.Last is null && !IsInitialized))
        {
            if (inits.Count > 0) app.Wait("PodInitializing");
        }

        return due;
    }

    private DateTimeOffset? RunAll(List<ContainerWorker> containers)
    {
        DateTimeOffset? due = null;
        foreach (var container in containers) due = Earliest(due, RunOne(container));
        return due;
    }

    private DateTimeOffset? RunOne(ContainerWorker container)
    {
        if (container.Run is not null)
        {
            container.Probe(setup);
            container.AdvanceStop();
            return null;
        }

        var ended = container.Last;
        if (ended is not null && !WantsRestart(container)) return null;
        var due = container.TryStart(setup);
        // A start that failed at once is looked at again: it may be the pod's end.
        return container.Run is null && container.Last != ended ? node.Now : due;
    }

    private void Terminate()
    {
        if (terminating is null)
        {
            terminating = node.Now;
            foreach (var container in All.Where(container => container.Run is not null))
                node.Events.Normal(setup.Object, "Killing", $"Stopping container {container.Name}");
        }

        var grace = setup.Object.Number("metadata", "deletionGracePeriodSeconds") ?? 30;
        StopAll(All, terminating.Value + TimeSpan.FromSeconds(grace));
    }

    /// <summary>Ends containers; sidecars only after all others, last one first.</summary>
    private void StopAll(IEnumerable<ContainerWorker> containers, DateTimeOffset deadline)
    {
        var running = containers.Where(container => container.Run is not null).ToList();
        var next = running.Where(container => container.Role != ContainerRole.Sidecar).ToList();
        if (next.Count == 0) next = [.. running.TakeLast(1)];
        foreach (var container in running.Where(container => next.Contains(container) || deadline <= node.Now))
            container.BeginStop(setup, deadline);
    }

    private void WriteStatus()
    {
        var pod = setup.Object;
        var isOver = IsOver || (terminating is not null && IsIdle);
        var snapshot = new PodSnapshot(inits, apps, restartPolicy, Address.ToString(), IsInitialized, isOver, limits.Failure);
        if (JsonNode.DeepEquals(pod["status"], PodStatus.Of(pod, snapshot, node.Now))) return;
        node.Api.Mutate(KnownResources.Pods, Key.Namespace, Key.Name, copy =>
        {
            // From the pod as it is by now: others add conditions of their own, such as that it is evicted.
            var status = PodStatus.Of(copy, snapshot, node.Now);
            if (copy.Uid() != Uid || JsonNode.DeepEquals(copy["status"], status)) return false;
            copy["status"] = status;
            return true;
        }, "status");
    }
}
