using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Modelwright.LocalCluster.Node.Processes;

/// <summary>
/// A process that leads a group of its own, so that it can be killed with everything it started. It starts held: a shell waits for one
/// line before it becomes the program, so that the process is on record before it does anything, and ends by itself if this host dies
/// first.
/// </summary>
internal sealed class ProcessGroup : IDisposable
{
    private const string Shell = "/bin/sh";
    private const string Held = "IFS= read -r go || exit 143; cd \"$1\" || exit 126; unset OLDPWD; shift; exec \"$@\"";

    /// <summary>Signals that a host may ignore (nohup, .NET's SIGPIPE) and a program expects at their defaults.</summary>
    private static readonly int[] DefaultSignals = [1, 2, 3, 10, 12, 13, 15, 17];

    private readonly AnonymousPipeServerStream input;
    private readonly bool keepsInput;
    private readonly TaskCompletionSource<ExitStatus> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock signalling = new();
    private bool reaped;

    private ProcessGroup(int pid, AnonymousPipeServerStream input, AnonymousPipeServerStream output, bool keepsInput)
    {
        Pid = pid;
        this.input = input;
        this.keepsInput = keepsInput;
        Output = output;
        new Thread(Wait, 128 * 1024) { IsBackground = true, Name = $"wait-{pid}" }.Start();
    }

    /// <summary>The process id, which is also the id of its group.</summary>
    public int Pid { get; }

    /// <summary>Standard output and error: one pipe, as they are one log.</summary>
    public Stream Output { get; }

    /// <summary>Ends when the process has ended and the rest of its group has been killed.</summary>
    public Task<ExitStatus> Ended => ended.Task;

    /// <summary>Starts a process and holds it until <see cref="Release"/>.</summary>
    /// <exception cref="Win32Exception">The operating system refuses.</exception>
    public static ProcessGroup StartHeld(ProcessStart start)
    {
        // dash drops variables whose names are not shell identifiers, so those arrive as arguments of env.
        var irregular = start.Environment.Where(pair => !IsIdentifier(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}").ToList();
        var script = start.KeepsInput ? Held : Held + " </dev/null";
        string[] arguments = [Shell, "-c", script, "container", start.WorkingDirectory,
            .. irregular.Count == 0 ? [] : irregular.Prepend("env"), .. start.Command];
        var environment = start.Environment.Where(pair => IsIdentifier(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}");
        var input = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.None);
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        try
        {
            var pid = Spawn(arguments, [.. environment], Descriptor(input), Descriptor(output));
            return new ProcessGroup(pid, input, output, start.KeepsInput);
        }
        catch
        {
            input.Dispose();
            output.Dispose();
            throw;
        }
        finally
        {
            input.DisposeLocalCopyOfClientHandle();
            output.DisposeLocalCopyOfClientHandle();
        }
    }

    /// <summary>Lets the process become its program.</summary>
    public void Release()
    {
        TryWrite("\n"u8);
        if (!keepsInput) input.Dispose();
    }

    /// <summary>Writes to standard input. False when the process no longer reads it.</summary>
    public bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            input.Write(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Ends standard input.</summary>
    public void CloseInput() => input.Dispose();

    /// <summary>Signals the process itself, as a container runtime does.</summary>
    public void Signal(int signal)
    {
        lock (signalling)
        {
            // After it was reaped the number may belong to someone else.
            if (!reaped) _ = Libc.Kill(Pid, signal);
        }
    }

    /// <summary>Kills the whole group.</summary>
    public void KillAll()
    {
        lock (signalling)
        {
            if (!reaped) _ = Libc.Kill(-Pid, Libc.SigKill);
        }
    }

    public void Dispose()
    {
        KillAll();
        input.Dispose();
        Output.Dispose();
    }

    private static int Descriptor(AnonymousPipeServerStream pipe) => (int)pipe.ClientSafePipeHandle.DangerousGetHandle();

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static int Spawn(string[] arguments, string[] environment, int input, int output)
    {
        // glibc's largest structure here has 336 bytes; the rest is room for other libraries.
        var memory = Marshal.AllocHGlobal(3 * 1024);
        var (actions, attributes, signals) = (memory, memory + 1024, memory + 2048);
        var argv = Strings(arguments);
        var envp = Strings(environment);
        try
        {
            Check(Libc.InitFileActions(actions), "posix_spawn_file_actions_init");
            Check(Libc.InitAttributes(attributes), "posix_spawnattr_init");
            Check(Libc.AddDup2(actions, input, 0), "dup2");
            Check(Libc.AddDup2(actions, output, 1), "dup2");
            Check(Libc.AddDup2(actions, output, 2), "dup2");
            _ = Libc.EmptySignalSet(signals);
            Check(Libc.SetSignalMask(attributes, signals), "posix_spawnattr_setsigmask");
            foreach (var signal in DefaultSignals) _ = Libc.AddSignal(signals, signal);
            Check(Libc.SetSignalDefaults(attributes, signals), "posix_spawnattr_setsigdefault");
            Check(Libc.SetProcessGroup(attributes, 0), "posix_spawnattr_setpgroup");
            const short flags = Libc.SpawnSetProcessGroup | Libc.SpawnSetSignalDefaults | Libc.SpawnSetSignalMask;
            Check(Libc.SetFlags(attributes, flags), "posix_spawnattr_setflags");
            Check(Libc.Spawn(out var pid, Shell, actions, attributes, argv, envp), $"starting {arguments[^1]}");
            return pid;
        }
        finally
        {
            _ = Libc.DestroyFileActions(actions);
            _ = Libc.DestroyAttributes(attributes);
            Marshal.FreeHGlobal(memory);
            foreach (var text in argv.Concat(envp)) Marshal.FreeCoTaskMem(text);
        }
    }

    private static nint[] Strings(string[] texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    private static void Check(int error, string what)
    {
        if (error != 0) throw new Win32Exception(error, $"{what}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    private void Wait()
    {
        int result;
        int status;
        do result = Libc.WaitPid(Pid, out status, 0);
        while (result < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted);
        lock (signalling)
        {
            // A group keeps its number while it has members, so this reaches those that outlived their leader and no one else.
            _ = Libc.Kill(-Pid, Libc.SigKill);
            reaped = true;
        }

        ended.TrySetResult(result < 0 ? new ExitStatus(255, null) : ExitStatus.FromWaitStatus(status));
    }
}
