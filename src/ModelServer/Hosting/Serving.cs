using System.Runtime.InteropServices;
using Modelwright.ModelServer.Settings;

namespace Modelwright.ModelServer.Hosting;

/// <summary>Serves until the process is asked to end.</summary>
internal static class Serving
{
    /// <summary>Serves; the first SIGTERM or SIGINT drains, a second one skips the wait for routers.</summary>
    public static async Task<int> RunAsync(ServerSettings settings, TimeProvider clock)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hurry = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Ask);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Ask);
        await using var host = new ModelServerHost(settings, clock);
        var starting = Task.Run(host.StartAsync);
        // Loading cannot be interrupted; nothing is in flight before it ends.
        if (await Task.WhenAny(starting, asked.Task) != starting && host.TryAbandonLoading()) Environment.Exit(ExitCodes.Success);
        await starting;
        await asked.Task;
        await host.DrainAsync(hurry.Token);
        return ExitCodes.Success;

        void Ask(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (!asked.TrySetResult()) hurry.Cancel();
        }
    }

    /// <summary>Says why the process ends, where people and the operator look; returns the exit code.</summary>
    public static int End(TerminationMessage lastWords, string reason, string message, int exitCode = ExitCodes.BadModel)
    {
        Console.Error.WriteLine($"{reason}: {message}");
        lastWords.WriteReason(reason, message);
        return exitCode;
    }
}
