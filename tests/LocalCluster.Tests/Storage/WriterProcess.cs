using System.Diagnostics;
using System.Globalization;

namespace Modelwright.LocalCluster.Tests.Storage;

/// <summary>A process that writes to a state folder until it is killed, and what it said.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process process;

    public WriterProcess(string folder, int seed)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Modelwright.StoreWriter.dll");
        var start = new ProcessStartInfo("dotnet", [program, folder, $"{seed}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = Process.Start(start)!;
    }

    /// <summary>The revision that it began with.</summary>
    public long Start { get; private set; }

    /// <summary>The last acknowledged revision; what is said of several threads may be out of order.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>The last acknowledged value of each object; "-" for a deleted one.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>The value that was being written when it ended, by object.</summary>
    public Dictionary<string, string> Undecided { get; } = [];

    /// <summary>Kills it (SIGKILL) once it has said so many lines, and reads the rest of what it had said by then.</summary>
    public async Task KillAfterAsync(int lines, CancellationToken stop)
    {
        var errors = process.StandardError.ReadToEndAsync(stop);
        for (var said = 0; await process.StandardOutput.ReadLineAsync(stop) is { } line; said++)
        {
            if (said == lines) process.Kill();
            Hear(line);
        }

        await process.WaitForExitAsync(stop);
        (await errors).ShouldBeEmpty();
        process.ExitCode.ShouldNotBe(0, "it ends only because it is killed");
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private void Hear(string line)
    {
        switch (line.Split(' '))
        {
            case ["start", var revision, "."]:
                Start = long.Parse(revision, CultureInfo.InvariantCulture);
                break;
            case ["try", var name, var value, "."]:
                Undecided[name] = value;
                break;
            case ["ok", var name, var value, var revision, "."]:
                Undecided.Remove(name);
                Values[name] = value;
                Acknowledged = Math.Max(Acknowledged, long.Parse(revision, CultureInfo.InvariantCulture));
                break;
        }
    }
}
