using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Json;

namespace Modelwright.Simulation.Clusters;

/// <summary>A pod on the simulated node, from its binding to its end.</summary>
internal sealed class SimPod
{
    private const int StoppedEarly = 80;
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan FinishTime = TimeSpan.FromSeconds(3);

    private readonly PodPrograms programs;
    private readonly List<SimContainer> inits;
    private readonly List<SimContainer> apps;
    private readonly bool restarts;
    private DateTimeOffset? stopped;

    public SimPod(JsonObject pod, string address, PodPrograms programs)
    {
        this.programs = programs;
        (Uid, Address, Key) = (pod.Uid(), address, new ObjectKey(pod.Namespace(), pod.Name()));
        restarts = pod.Text("spec", "restartPolicy") is null or "Always";
        inits = [.. pod.Objects("spec", "initContainers").Select(spec => new SimContainer(spec.Copy()))];
        apps = [.. pod.Objects("spec", "containers").Select(spec => new SimContainer(spec.Copy()))];
    }

    public string Uid { get; }

    public string Address { get; }

    public ObjectKey Key { get; }

    /// <summary>All processes have ended, and none will start.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes the steps that are due; returns when the next one is.</summary>
    public DateTimeOffset? Sync(JsonObject pod, DateTimeOffset now)
    {
        if (pod.IsDeleting()) return Stop(pod, now);
        while (!IsOver && Step(pod, now))
        {
        }

        return inits.Concat(apps).Select(container => container.NextDue(now)).Min();
    }

    /// <summary>Kills a container's process, as the kernel does for lack of memory.</summary>
    public void Kill(DateTimeOffset now)
    {
        foreach (var container in inits.Concat(apps).Where(container => container.IsRunning).Take(1))
        {
            container.End(137, "", now);
            programs.Ended(this);
        }
    }

    /// <summary>The stop file is there: a container that would go on for ever sees it, and ends.</summary>
    public void Finish(DateTimeOffset now)
    {
        foreach (var container in apps) container.EndAfter(FinishTime, StoppedEarly, "", now);
    }

    public JsonObject Status(JsonObject pod, DateTimeOffset now)
    {
        var initialized = inits.All(HasPassed);
        var ready = initialized && stopped is null && apps.All(container => container.IsReady(now));
        var phase = IsOver ? apps.All(container => container.LastExitCode == 0) ? "Succeeded" : "Failed"
            : initialized && apps.All(container => container.IsRunning || container.LastExitCode is not null) ? "Running" : "Pending";
        var status = new JsonObject
        {
            ["phase"] = phase,
            ["hostIP"] = "10.0.0.1",
            ["podIP"] = Address,
            ["podIPs"] = new JsonArray(new JsonObject { ["ip"] = Address }),
            ["startTime"] = pod.Text("status", "startTime") ?? now.ToApiTime(),
            ["conditions"] = new JsonArray(
                Condition(pod, "PodScheduled", true, now), Condition(pod, "Initialized", initialized, now),
                Condition(pod, "ContainersReady", ready, now), Condition(pod, "Ready", ready, now)),
            ["containerStatuses"] = new JsonArray([.. apps.Select(container => container.Status(now, !initialized, false))]),
        };
        if (inits.Count > 0)
            status["initContainerStatuses"] = new JsonArray(
                [.. inits.Select(container => container.Status(now, false, !container.IsSidecar && container.LastExitCode == 0))]);
        return status;
    }

    private static bool HasPassed(SimContainer container) =>
        container.IsSidecar ? container.IsRunning || container.LastExitCode is not null : container.LastExitCode == 0;

    /// <summary>No container of a pod that is not started again has anything left to do.</summary>
    private bool IsDone => !restarts && (apps.All(container => container is { IsRunning: false, LastExitCode: not null })
        || inits.Any(container => container is { IsSidecar: false, IsRunning: false, LastExitCode: not (null or 0) }));

    private bool Step(JsonObject pod, DateTimeOffset now)
    {
        if (IsDone) return EndSidecars(now);
        var next = inits.FirstOrDefault(container => !HasPassed(container) || (container.IsRunning && !container.IsSidecar));
        foreach (var container in next is null ? apps : [next])
        {
            if (container.IsRunning)
            {
                if (!container.EndIfDue(now)) continue;
                programs.Ended(this);
                return true;
            }

            if (!container.MayStart(now)) continue;
            container.Start(programs.Start(this, pod, container.Spec), now);
            return true;
        }

        return false;
    }

    /// <summary>Sidecars are asked to end when the containers have, and the pod is over when they have ended, too.</summary>
    private bool EndSidecars(DateTimeOffset now)
    {
        var running = inits.Where(container => container is { IsSidecar: true, IsRunning: true }).ToList();
        foreach (var sidecar in running)
        {
            var finish = programs.Finish(sidecar.Spec, apps[0]);
            sidecar.EndAfter(finish.EndsAfter!.Value, finish.ExitCode, finish.Message, now);
        }

        if (running.Exists(sidecar => sidecar.EndIfDue(now))) return true;
        IsOver = running.Count == 0;
        return false;
    }

    private DateTimeOffset? Stop(JsonObject pod, DateTimeOffset now)
    {
        if (stopped is null)
        {
            var grace = TimeSpan.FromSeconds(pod.Integer("metadata", "deletionGracePeriodSeconds") ?? 30);
            stopped = now + (grace < StopTime ? grace : StopTime);
        }

        if (stopped > now) return stopped;
        foreach (var container in inits.Concat(apps)) container.End(0, "", now);
        programs.Ended(this);
        IsOver = true;
        return null;
    }

    private static JsonObject Condition(JsonObject pod, string type, bool holds, DateTimeOffset now)
    {
        var (status, before) = (holds ? "True" : "False", pod.Condition(type));
        return new JsonObject
        {
            ["type"] = type,
            ["status"] = status,
            ["lastTransitionTime"] = before?.Text("status") == status ? before.Text("lastTransitionTime") : now.ToApiTime(),
        };
    }
}
