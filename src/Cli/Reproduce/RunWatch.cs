using System.Net;
using k8s.Autorest;
using k8s.Models;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Reproduce;

/// <summary>Follows a run to its end, with a line for every change. A server that does not answer is asked again.</summary>
internal sealed class RunWatch(Func<string, CancellationToken, Task<TrainingRun>> get, TimeProvider time, TextWriter output)
{
    /// <summary>The exit code where the time is over before the run is.</summary>
    public const int TimedOut = 2;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The run once it has ended; null when it has not within so many seconds (0: for ever).</summary>
    public async Task<TrainingRun?> EndAsync(string name, double seconds, CancellationToken stop)
    {
        var (start, last) = (time.GetTimestamp(), "");
        while (true)
        {
            var (run, problem) = await AskAsync(name, stop);
            var state = run is null ? null : State(run);
            var line = problem ?? (state is null ? "waiting for the operator" : $"{state.Reason}  {state.Message}");
            if (line != last) await output.WriteLineAsync($"{time.GetUtcNow():HH:mm:ss}  {last = line}");
            if (state is { Status: not "Unknown" }) return run;
            if (seconds > 0 && time.GetElapsedTime(start) >= TimeSpan.FromSeconds(seconds)) return null;
            await Task.Delay(Interval, time, stop);
        }
    }

    private async Task<(TrainingRun? Run, string? Problem)> AskAsync(string name, CancellationToken stop)
    {
        try
        {
            return (await get(name, stop), null);
        }
        catch (Exception error) when (!stop.IsCancellationRequested && IsTransient(error))
        {
            return (null, $"asked again: {error.Message}");
        }
    }

    /// <summary>No connection, no answer in time, or an answer that says "not now"; a run that is gone or forbidden stays so.</summary>
    private static bool IsTransient(Exception error) => (error.InnerException ?? error) switch
    {
        HttpOperationException answer => answer.Response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            or >= HttpStatusCode.InternalServerError,
        HttpRequestException or IOException or OperationCanceledException or TimeoutException
            or System.Net.Sockets.SocketException => true,
        _ => false,
    };

    /// <summary>The condition that says how it ended.</summary>
    public static V1Condition? State(TrainingRun run) =>
        run.Status?.Conditions?.FirstOrDefault(condition => condition.Type == TrainingRunConditions.Succeeded);
}
