using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text;
using Modelwright.LocalCluster.Node.Containers;
using Modelwright.LocalCluster.Node.Logs;
using IContainer = Modelwright.LocalCluster.Node.Containers.IContainer;

namespace Modelwright.LocalCluster.Node.Processes;

/// <summary>Containers as process groups of this machine, none of which outlives this host.</summary>
public sealed class ProcessRuntime : IContainerRuntime, IDisposable
{
    private const int ExecOutputBytes = 10 * 1024;
    private static readonly TimeSpan OutputPatience = TimeSpan.FromMilliseconds(500);

    private readonly ProcessLedger ledger;
    private readonly ProcessGuard guard = new();
    private readonly TimeProvider time;
    private readonly long maxLogBytes;
    private readonly ConcurrentDictionary<int, ProcessGroup> running = new();
    private readonly ConcurrentDictionary<int, Task> reports = new();
    private readonly MemoryWatch memory;
    private volatile bool disposed;

    /// <summary>
    /// Keeps its records in a folder; logs are cut at <paramref name="maxLogBytes"/> per file, two files per container run.
    /// </summary>
    public ProcessRuntime(string folder, TimeProvider time, long maxLogBytes = 10 << 20)
    {
        ledger = new ProcessLedger(folder);
        this.time = time;
        this.maxLogBytes = maxLogBytes;
        memory = new MemoryWatch(time);
    }

    /// <summary>Kills processes of an earlier run. Returns how many there were.</summary>
    public int KillStale() => ledger.KillStale();

    /// <inheritdoc />
    public IContainer Start(ContainerLaunch launch, Action<ContainerExit> exited)
    {
        var group = Launch(launch);
        var log = new LogWriter(launch.LogFile!, time, maxLogBytes);
        if (launch.MemoryLimit is { } limit) memory.Add(group, limit);
        reports[group.Pid] = ReportExitAsync(group, log.CopyAsync(group.Output), exited);
        group.Release();
        return new RunningContainer(group);
    }

    /// <inheritdoc />
    public void Exec(ContainerLaunch launch, TimeSpan timeout, Action<ExecResult> done)
    {
        try
        {
            var group = Launch(launch);
            reports[group.Pid] = ExecAsync(group, timeout, done);
            group.Release();
        }
        catch (ContainerStartException failure)
        {
            done(new ExecResult(null, failure.Message));
        }
    }

    /// <summary>Kills what still runs and waits until it is gone.</summary>
    public void Dispose()
    {
        disposed = true;
        memory.Dispose();
        foreach (var group in running.Values) group.KillAll();
        Task.WaitAll([.. reports.Values], TimeSpan.FromSeconds(5));
        guard.Dispose();
    }

    private ProcessGroup Launch(ContainerLaunch launch)
    {
        if (disposed) throw new ContainerStartException("the node is shutting down");
        RequireProgram(launch);
        ProcessGroup? group = null;
        try
        {
            group = ProcessGroup.StartHeld(new ProcessStart(launch.Command, launch.Environment, launch.WorkingDirectory));
            ledger.Add(group.Pid);
            guard.Add(group.Pid);
            running[group.Pid] = group;
            return group;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            // Not released, so it has done nothing yet.
            group?.Dispose();
            throw new ContainerStartException(failure.Message);
        }
    }

    private static void RequireProgram(ContainerLaunch launch)
    {
        if (launch.Command.Count == 0) throw new ContainerStartException("no command: neither the image nor the container names one");
        var program = launch.Command[0];
        var found = program.Contains('/')
            ? File.Exists(Path.Combine(launch.WorkingDirectory, program))
            : (launch.Environment.GetValueOrDefault("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
        if (!found) throw new ContainerStartException($"exec: \"{program}\": executable file not found on this machine");
    }

    private async Task ReportExitAsync(ProcessGroup group, Task output, Action<ContainerExit> exited)
    {
        var status = await group.Ended;
        var outOfMemory = memory.Remove(group);
        await Finish(group, output);
        exited(new ContainerExit(status.Code, status.Signal, outOfMemory));
    }

    private async Task ExecAsync(ProcessGroup group, TimeSpan timeout, Action<ExecResult> done)
    {
        var output = ReadSomeAsync(group.Output);
        var late = false;
        try
        {
            await group.Ended.WaitAsync(timeout, time);
        }
        catch (TimeoutException)
        {
            late = true;
            group.KillAll();
        }

        var status = await group.Ended;
        await Finish(group, output);
        var text = output.IsCompletedSuccessfully ? await output : "";
        done(new ExecResult(late ? null : status.Code, text));
    }

    /// <summary>A process that left the group may hold the pipe open, so the wait for the last output is short.</summary>
    private async Task Finish(ProcessGroup group, Task output)
    {
        guard.Remove(group.Pid);
        ledger.Remove(group.Pid);
        running.TryRemove(group.Pid, out _);
        await Task.WhenAny(output, Task.Delay(OutputPatience, TimeProvider.System));
        group.Dispose();
        reports.TryRemove(group.Pid, out _);
    }

    private static async Task<string> ReadSomeAsync(Stream output)
    {
        var kept = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await output.ReadAsync(buffer)) > 0)
                kept.Write(buffer, 0, (int)Math.Min(count, ExecOutputBytes - kept.Length));
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut off; what came is enough.
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }

    private sealed class RunningContainer(ProcessGroup group) : IContainer
    {
        public int Pid => group.Pid;

        public void Terminate() => group.Signal(Libc.SigTerm);

        public void Kill() => group.KillAll();
    }
}
