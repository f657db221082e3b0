using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.Simulation.Clusters;

/// <summary>A pod on the simulated node, from its binding to its end.</summary>
internal sealed class SimPod
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(6);

    private readonly PodPrograms programs;
    private readonly List<SimContainer> inits;
    private readonly List<SimContainer> apps;
    private readonly bool restarts;
    private DateTimeOffset? stopped;

    public SimPod(JsonObject pod, string address, PodPrograms programs)
    {
        this.programs = programs;
        (Uid, Address) = (pod.Uid(), address);
        restarts = pod.Text("spec", "restartPolicy") is null or "Always";
        inits = [.. pod.Objects("spec", "initContainers").Select(spec => new SimContainer(spec.Copy()))];
        apps = [.. pod.Objects("spec", "containers").Select(spec => new SimContainer(spec.Copy()))];
    }

    public string Uid { get; }

    public string Address { get; }

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

    public JsonObject Status(JsonObject pod, DateTimeOffset now)
    {
        var initialized = inits.All(container => container.LastExitCode == 0);
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
                [.. inits.Select(container => container.Status(now, false, container.LastExitCode == 0))]);
        return status;
    }

    private bool Step(JsonObject pod, DateTimeOffset now)
    {
        var next = inits.FirstOrDefault(container => container.LastExitCode != 0 || container.IsRunning);
        foreach (var container in next is null ? apps : [next])
        {
            if (container.IsRunning)
            {
                if (!container.EndIfDue(now)) continue;
                programs.Ended(this);
                IsOver = !restarts && (container.LastExitCode != 0 || apps.Contains(container));
                return true;
            }

            if (!container.MayStart(now)) continue;
            container.Start(programs.Start(this, pod, container.Spec), now);
            return true;
        }

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
