using System.CommandLine;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Cli.Rollouts;

/// <summary><c>rollout watch</c>: one line for every change, until the rollout has ended one way or the other.</summary>
internal static class RolloutWatch
{
    /// <summary>The exit code where the time is over before the rollout is.</summary>
    public const int TimedOut = 2;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(ModelPlace place, double timeout, ParseResult result, CancellationToken stop)
    {
        var (output, start, last) = (result.InvocationConfiguration.Output, place.Time.GetTimestamp(), "");
        while (true)
        {
            var model = await place.ReadAsync(stop);
            var line = Line(model);
            if (line != last) await output.WriteLineAsync($"{place.Time.GetUtcNow():HH:mm:ss}  {last = line}");
            if (End(model) is { } code) return code;
            if (timeout > 0 && place.Time.GetElapsedTime(start) >= TimeSpan.FromSeconds(timeout))
            {
                await result.InvocationConfiguration.Error.WriteLineAsync($"error: the rollout has not ended within {timeout} s");
                return TimedOut;
            }

            await Task.Delay(Interval, place.Time, stop);
        }
    }

    /// <summary>0: the wanted revision serves; 1: it was taken back, or cannot be; null: it goes on.</summary>
    private static int? End(Model model)
    {
        var status = model.Status;
        if (status is null || status.ObservedGeneration != model.Metadata.Generation) return null;
        if (status.Phase is ModelPhase.Ready or ModelPhase.Idle) return 0;
        return status.Phase is ModelPhase.Degraded or ModelPhase.Failed ? 1 : null;
    }

    private static string Line(Model model)
    {
        var status = model.Status;
        if (status is null || status.ObservedGeneration != model.Metadata.Generation) return "waiting for the operator";
        var message = status.Rollout?.Message
            ?? status.Conditions?.FirstOrDefault(condition => condition.Type == ModelConditions.Ready)?.Message;
        return $"{status.Phase}  {message}";
    }
}
