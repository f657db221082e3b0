using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Cli.Cluster;

namespace Modelwright.Cli.Import;

/// <summary>Runs one of the project's programs on this machine as a pod would, and reads its termination message.</summary>
internal sealed class LocalProgram(TimeProvider time)
{
    private const int MaxMessage = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>What the program reports.</summary>
    /// <param name="name">The image's name without <c>modelwright/</c> and tag.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="InvalidOperationException">It failed; the message is its own.</exception>
    public async Task<JsonObject> RunAsync(
        string name, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("modelwright-import-");
        try
        {
            var log = Path.Combine(folder.FullName, "termination-log");
            var code = await RunAsync(Start(name, arguments, environment, log), stop);
            var message = Read(log);
            if (code == 0 && message is not null) return message;
            var reason = message?["message"]?.ToString() ?? $"it ended with exit code {code}";
            throw new InvalidOperationException($"{name} {arguments[0]}: {reason}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ProcessStartInfo Start(
        string name, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string log)
    {
        var entrypoint = LocalImagePrograms.Find()[$"modelwright/{name}:dev"].Entrypoint;
        var start = new ProcessStartInfo(entrypoint[0], [.. entrypoint.Skip(1), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment) start.Environment[variable] = value;
        start.Environment["MODELWRIGHT_TERMINATION_LOG"] = log;
        return start;
    }

    private async Task<int> RunAsync(ProcessStartInfo start, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{start.FileName} cannot be started: {e.Message}", e);
        }

        using (process)
            try
            {
                // What it says in words is in its message too.
                var drained = Task.WhenAll(
                    process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, either.Token),
                    process.StandardError.BaseStream.CopyToAsync(Stream.Null, either.Token));
                await process.WaitForExitAsync(either.Token);
                await drained;
                return process.ExitCode;
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{start.FileName} did not end within {Patience.TotalMinutes} minutes");
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
    }

    private static JsonObject? Read(string log)
    {
        if (!File.Exists(log) || new FileInfo(log).Length > MaxMessage) return null;
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(log)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
