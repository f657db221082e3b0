using System.Diagnostics;
using System.Text;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary><c>modelwright up</c> as a person runs it: a process of its own, stopped by Ctrl-C.</summary>
public sealed class UpProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private UpProcess(Process process) => this.process = process;

    /// <summary>The program, as built beside these tests.</summary>
    public static string Program { get; } =
        Repository.File("src", "Cli", "bin", Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Name, "net10.0", "modelwright.dll");

    /// <summary>The kubeconfig that the program printed.</summary>
    public string Kubeconfig { get; private set; } = "";

    /// <summary>Everything printed so far.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>Starts it on a data folder and waits for its <c>ready</c> line.</summary>
    public static async Task<UpProcess> StartAsync(string data, params IReadOnlyList<string> more)
    {
        var start = new ProcessStartInfo("dotnet",
            [Program, "up", "--data", data, "--kubeconfig", Path.Combine(data, "kubeconfig"), .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ORT_DISABLE_TELEMETRY"] = "1";
        Directory.CreateDirectory(data);
        start.Environment["SSL_CERT_FILE"] = LoopbackAuthority.Write(Path.Combine(data, "..", $"{Path.GetFileName(data)}-authority.pem"));
        var up = new UpProcess(Process.Start(start)!);
        up.process.OutputDataReceived += (_, line) => up.Read(line.Data);
        up.process.ErrorDataReceived += (_, line) => up.Read(line.Data);
        up.process.BeginOutputReadLine();
        up.process.BeginErrorReadLine();
        await Eventually.HoldsAsync("ready line", () =>
        {
            if (up.process.HasExited) throw new InvalidOperationException($"up ended with {up.process.ExitCode}:\n{up.Output}");
            var line = up.Output.Split('\n').FirstOrDefault(found => found.StartsWith("ready ", StringComparison.Ordinal));
            if (line is not null) up.Kubeconfig = line["ready ".Length..].Trim();
            return Task.FromResult((line is not null, up.Output));
        });
        return up;
    }

    /// <summary>As a power cut would end it.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As Ctrl-C ends it; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!process.HasExited)
        {
            await Command.RunAsync("kill", ["-INT", $"{process.Id}"]);
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await process.WaitForExitAsync(deadline.Token);
        }

        return process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
    }
}
