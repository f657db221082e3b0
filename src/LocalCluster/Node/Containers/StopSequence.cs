using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Pods;

namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>How a container is asked to end: the hook <c>preStop</c>, SIGTERM, and at the deadline SIGKILL.</summary>
internal sealed class StopSequence(NodeServices node, IPodInbox inbox, JsonObject spec)
{
    // The hook took all the time there was; the program still gets a moment of its own, as the kubelet gives it.
    private static readonly TimeSpan AfterHook = TimeSpan.FromSeconds(2);

    /// <summary>Begins to end a run, or brings its deadline forward.</summary>
    public void Begin(PodSetup pod, ContainerRun run, DateTimeOffset deadline)
    {
        if (run.Stop is { } already)
        {
            if (deadline < already.Deadline) already.Deadline = deadline;
            Advance(run);
            return;
        }

        run.Stop = new ContainerStop(deadline);
        if (deadline > node.Now && spec.Map("lifecycle", "preStop") is { } hook) RunHook(pod, run, run.Stop, hook);
        Advance(run);
    }

    /// <summary>Signals when it is time.</summary>
    public void Advance(ContainerRun run)
    {
        if (run.Stop is not { } stop) return;
        var hookOver = !stop.HookRuns && (stop.HookEnds is not { } ends || ends <= node.Now);
        if (stop.Deadline <= node.Now && !stop.Killed)
        {
            if (!stop.Terminated && (stop.HookRuns || stop.HookEnds is not null))
            {
                stop.Terminated = true;
                stop.HookRuns = false;
                stop.Deadline = node.Now + AfterHook;
                run.Process?.Terminate();
                return;
            }

            stop.Killed = true;
            run.Process?.Kill();
        }
        else if (hookOver && !stop.Terminated && !stop.Killed)
        {
            stop.Terminated = true;
            run.Process?.Terminate();
        }
    }

    private void RunHook(PodSetup pod, ContainerRun run, ContainerStop stop, JsonObject hook)
    {
        if (hook.Number("sleep", "seconds") is { } seconds)
        {
            stop.HookEnds = node.Now + TimeSpan.FromSeconds(seconds);
            return;
        }

        stop.HookRuns = true;
        node.Prober.Ask(hook, spec, pod.Address, run.Exec(hook), stop.Deadline - node.Now, result => inbox.Post(() =>
        {
            stop.HookRuns = false;
            if (!result.Success) node.Events.Warning(pod.Object, "FailedPreStopHook", $"PreStopHook failed: {result.Message}");
        }));
    }
}
