using System.Diagnostics;
using System.Text.Json;
using Modelwright.ModelServer.Hosting;

namespace Modelwright.ModelServer.Tests.Hosting;

/// <summary>The server as a process of its own, with an environment that holds nothing but what is given.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly bool isTraced;
    private readonly List<string> lines = [];
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, bool isTraced)
    {
        this.process = process;
        this.isTraced = isTraced;
        process.OutputDataReceived += (_, e) => Read(e.Data);
        process.ErrorDataReceived += (_, e) => Read(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The port of administration, once ready.</summary>
    public int AdminPort { get; private set; }

    public string Output
    {
        get
        {
            lock (lines) return string.Join('\n', lines);
        }
    }

    /// <summary>Starts it; <paramref name="runUnder"/> is a command line to put before its own.</summary>
    public static ServerProcess Start(string home, IReadOnlyDictionary<string, string> variables, string[]? runUnder = null,
        params string[] arguments)
    {
        var assembly = typeof(ModelServerHost).Assembly.Location;
        string[] command = [.. runUnder ?? [], Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet",
            assembly, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = home,
        };
        var keep = new[] { "PATH", "DOTNET_ROOT", "LANG" }.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        start.Environment.Clear();
        foreach (var (name, value) in keep)
            if (value is not null) start.Environment[name] = value;
        start.Environment["HOME"] = home;
        start.Environment["MODELWRIGHT_MODEL_NAME"] = "m";
        start.Environment["MODELWRIGHT_MODEL_VERSION"] = "v1";
        start.Environment["MODELWRIGHT_BIND_ADDRESS"] = "127.0.0.1";
        start.Environment["MODELWRIGHT_PORT"] = "0";
        start.Environment["MODELWRIGHT_ADMIN_PORT"] = "0";
        start.Environment["MODELWRIGHT_TERMINATION_LOG"] = Path.Combine(home, "termination");
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return new ServerProcess(new Process { StartInfo = start }, runUnder is not null);
    }

    /// <summary>A client, once the server is ready.</summary>
    public async Task<HttpClient> ReadyAsync()
    {
        var client = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{await port.Task.WaitAsync(Deadline)}"),
            Timeout = Deadline
        };
        var started = Stopwatch.StartNew();
        while ((await client.GetAsync(new Uri("/v2/health/ready", UriKind.Relative))).StatusCode != System.Net.HttpStatusCode.OK)
        {
            started.Elapsed.ShouldBeLessThan(Deadline, Output);
            await Task.Delay(20);
        }

        return client;
    }

    /// <summary>Sends SIGTERM to the server, not to what it runs under.</summary>
    public void Terminate()
    {
        var child = isTraced ? File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Trim() : $"{process.Id}";
        using var kill = Process.Start("kill", ["-TERM", child]);
        kill.WaitForExit();
    }

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Deadline);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            port.TrySetException(new InvalidOperationException("the server ended before it listened"));
            return;
        }

        lock (lines) lines.Add(line);
        if (!line.Contains("Listening on port", StringComparison.Ordinal)) return;
        using var entry = JsonDocument.Parse(line);
        var state = entry.RootElement.GetProperty("State");
        AdminPort = state.GetProperty(nameof(AdminPort)).GetInt32();
        port.TrySetResult(state.GetProperty("Port").GetInt32());
    }
}
