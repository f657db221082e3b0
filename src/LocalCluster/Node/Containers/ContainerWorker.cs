using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Configuration;
using Modelwright.LocalCluster.Node.Pods;
using Modelwright.LocalCluster.Node.Probes;

namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>
/// One container of a pod over all its runs. Used on the node's thread only; callbacks come back there through the pod's inbox.
/// </summary>
internal sealed class ContainerWorker(NodeServices node, IPodInbox inbox, JsonObject spec, ContainerRole role)
{
    private static readonly TimeSpan ConfigRetry = TimeSpan.FromSeconds(10);
    private readonly RestartBackoff backoff = new();
    private readonly StopSequence stops = new(node, inbox, spec);
    private bool backoffTold;
    private bool interrupted;

    public string Name { get; } = spec.Text("name") ?? "";

    public JsonObject Spec => spec;

    public ContainerRole Role => role;

    /// <summary>The current run, or null.</summary>
    public ContainerRun? Run { get; private set; }

    /// <summary>The last run that ended.</summary>
    public Termination? Last { get; private set; }

    /// <summary>The one before the last.</summary>
    public Termination? BeforeLast { get; private set; }

    /// <summary>Why it does not run, when it should.</summary>
    public Waiting? Waiting { get; private set; } = new("ContainerCreating");

    public int Restarts { get; private set; }

    /// <summary>The digest of the image that runs or ran last; null before the first start.</summary>
    public string? ImageId { get; private set; }

    public bool Succeeded => Run is null && Last?.ExitCode == 0;

    public bool Started => Run is not null && Run.Probes.Started;

    public bool Ready => Run is not null && Run.Probes.Ready;

    /// <summary>Continues the count of an earlier host's runs; a run that was interrupted counts as one that failed.</summary>
    public void Resume(int restarts, Termination? last, string? imageId)
    {
        Restarts = restarts;
        ImageId = imageId;
        Last = last;
        interrupted = last is not null;
        if (last is not null) Waiting = null;
    }

    public void Wait(string reason, string? message = null) => Waiting = new Waiting(reason, message);

    /// <summary>Starts the container unless it must wait. Returns when to try again, or null.</summary>
    public DateTimeOffset? TryStart(PodSetup pod)
    {
        if (node.Digests.Find(spec.Text("image") ?? "") is not { } image) return RefuseImage(pod.Object);
        if (Last is not null && backoff.NotBefore(Last.FinishedAt) is var due && due > node.Now) return HoldBack(pod.Object, due);
        var restarts = Last is null ? Restarts : Restarts + 1;
        try
        {
            var files = ContainerFiles.Prepare(pod.Folder, Name, restarts);
            var (launch, paths) = node.Launches.Build(pod, spec, image, files);
            // That the host went away is not the container's fault.
            if (Last is not null && !interrupted) backoff.Restarted(node.Now);
            interrupted = false;
            Restarts = restarts;
            ImageId = node.Digests.ImageId(spec.Text("image") ?? "");
            backoffTold = false;
            node.Events.Normal(pod.Object, "Pulled", $"Container image \"{spec.Text("image")}\" already present on machine");
            Start(pod.Object, launch, paths, files);
            return null;
        }
        catch (ConfigurationException missing)
        {
            if (Waiting?.Message != missing.Message) node.Events.Warning(pod.Object, "Failed", $"Error: {missing.Message}");
            Wait("CreateContainerConfigError", missing.Message);
            return node.Now + ConfigRetry;
        }
    }

    /// <summary>Asks the probes that are due.</summary>
    public void Probe(PodSetup pod)
    {
        if (Run is not { Stop: null } run) return;
        foreach (var (name, probe) in run.Probes.Active())
        {
            if (!probe.TryBegin(node.Now)) continue;
            node.Prober.Ask(probe.Spec.Handler, spec, pod.Address, run.Exec(probe.Spec.Handler), probe.Spec.Timeout,
                result => inbox.Post(() => OnProbed(pod.Object, run, name, probe, result)));
        }

        if (run.Probes.Fatal is { } fatal)
        {
            var which = fatal == run.Probes.Startup ? "startup" : "liveness";
            node.Events.Normal(pod.Object, "Killing", $"Container {Name} failed {which} probe, will be restarted");
            var grace = fatal.Spec.GraceSeconds ?? pod.Object.Number("spec", "terminationGracePeriodSeconds") ?? 30;
            BeginStop(pod, node.Now + TimeSpan.FromSeconds(grace));
        }
    }

    /// <summary>Begins to end the current run, or brings its deadline forward.</summary>
    public void BeginStop(PodSetup pod, DateTimeOffset deadline)
    {
        if (Run is { } run) stops.Begin(pod, run, deadline);
    }

    /// <summary>Signals when it is time.</summary>
    public void AdvanceStop()
    {
        if (Run is { } run) stops.Advance(run);
    }

    public void Kill() => Run?.Process?.Kill();

    public DateTimeOffset? NextDue => Run switch
    {
        null => null,
        { Stop: null } run => run.Probes.NextDue,
        { Stop: { Terminated: false, HookEnds: { } ends } stop } => ends < stop.Deadline ? ends : stop.Deadline,
        { Stop.Killed: false } run => run.Stop.Deadline,
        _ => null,
    };

    private DateTimeOffset? RefuseImage(JsonObject pod)
    {
        var known = string.Join(", ", node.Digests.Others(spec.Text("image") ?? ""));
        var message = $"image \"{spec.Text("image")}\" cannot be pulled: "
            + $"this cluster runs only images that stand for programs of this machine: {known}";
        if (Waiting?.Message != message)
        {
            node.Events.Warning(pod, "Failed", $"Failed to pull image: {message}");
            Wait("ErrImagePull", message);
            return node.Now + RestartBackoff.First;
        }

        Wait("ImagePullBackOff", message);
        return null;
    }

    private DateTimeOffset? HoldBack(JsonObject pod, DateTimeOffset due)
    {
        var message = $"back-off {(int)backoff.Delay.TotalSeconds}s restarting failed container={Name} "
            + $"pod={pod.Name()}_{pod.Namespace()}({pod.Uid()})";
        if (!backoffTold) node.Events.Warning(pod, "BackOff", $"Back-off restarting failed container {Name} in pod {pod.Name()}");
        backoffTold = true;
        Wait("CrashLoopBackOff", message);
        return due;
    }

    private void Start(JsonObject pod, ContainerLaunch launch, MountPaths paths, ContainerFiles files)
    {
        var id = $"local://{pod.Uid()}/{Name}/{Restarts}";
        var run = new ContainerRun(id, node.Now, launch, paths, files, new ContainerProbes(spec, node.Now));
        try
        {
            node.Events.Normal(pod, "Created", $"Created container: {Name}");
            node.OpenLogs[files.Log] = true;
            run.Process = node.Runtime.Start(launch, exit => inbox.Post(() => OnExited(run, exit)));
            Run = run;
            Waiting = null;
            node.Events.Normal(pod, "Started", $"Started container {Name}");
        }
        catch (ContainerStartException failure)
        {
            node.OpenLogs.TryRemove(files.Log, out _);
            node.Events.Warning(pod, "Failed", $"Error: {failure.Message}");
            Finish(new Termination(id, 128, null, "StartError", failure.Message, node.Now, node.Now));
        }
    }

    private void OnExited(ContainerRun run, ContainerExit exit)
    {
        node.OpenLogs.TryRemove(run.Files.Log, out _);
        if (Run != run) return;
        Run = null;
        var message = TerminationMessage.Read(run.Files.Termination, spec.Text("terminationMessagePolicy"), run.Files.Log, exit.ExitCode);
        var reason = exit.OutOfMemory ? "OOMKilled" : exit.ExitCode == 0 ? "Completed" : "Error";
        Finish(new Termination(run.Id, exit.ExitCode, exit.Signal, reason, message, run.StartedAt, node.Now));
    }

    private void Finish(Termination termination)
    {
        BeforeLast = Last;
        Last = termination;
        Waiting = null;
    }

    private void OnProbed(JsonObject pod, ContainerRun run, string name, ProbeState probe, ProbeResult result)
    {
        var wasStarted = run.Probes.Started;
        probe.Report(result);
        if (Run != run || run.Stop is not null) return;
        if (!result.Success) node.Events.Warning(pod, "Unhealthy", $"{name} probe failed: {result.Message}");
        if (!wasStarted && run.Probes.Started) run.Probes.Readiness?.Hasten(node.Now);
    }
}
