using System.Diagnostics;
using System.Text;

namespace Modelwright.Agent.Tests;

/// <summary>The agent as a container runs it: a process with arguments, an environment and a termination log.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    public AgentProcess(string terminationLog, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
        : this([], terminationLog, environment, arguments)
    {
    }

    /// <param name="wrapper">A command that is given the agent's command line after its own arguments.</param>
    /// <param name="terminationLog">Where the termination message goes.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="arguments">The agent's arguments.</param>
    public AgentProcess(
        string[] wrapper, string terminationLog, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        string[] line = [.. wrapper, "dotnet", Path.Combine(AppContext.BaseDirectory, "Modelwright.Agent.dll"), .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MODELWRIGHT_TERMINATION_LOG"] = terminationLog;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        Output = _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Errors = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    public Task<string> Output { get; }

    public Task<string> Errors { get; }

    public void Kill() => _process.Kill();

    /// <summary>Whether it has written a text to its standard error by now.</summary>
    public bool SaidAnError(string text)
    {
        lock (_errors) return _errors.ToString().Contains(text, StringComparison.Ordinal);
    }

    /// <summary>Asks it to end, as the kubelet does.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{Id}"]);
        kill.WaitForExit();
    }

    public async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    private async Task<string> ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            lock (_errors)
                _errors.AppendLine(line);
        return _errors.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
