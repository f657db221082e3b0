using Modelwright.Cli.Demo.Cluster;
using Modelwright.Cli.Demo.Data;
using Modelwright.Cli.Demo.Progress;

namespace Modelwright.Cli.Demo;

/// <summary>What every stage works with.</summary>
/// <param name="Objects">The API.</param>
/// <param name="Models">Models, and what the operator makes of them.</param>
/// <param name="Sample">The penguins: their models and the rows to send.</param>
/// <param name="Rain">The weather of Seattle: rows to train on, and later ones to judge by.</param>
/// <param name="Progress">Where the viewer looks.</param>
/// <param name="Clock">The wall clock; <see cref="TimeProvider.GetTimestamp"/> for durations.</param>
/// <param name="Started">Timestamp at which the command began.</param>
/// <param name="ProcessOf">The process behind a pod's (by uid) container (by name), or null.</param>
public sealed record DemoContext(
    ObjectClient Objects, ModelClient Models, PenguinSample Sample, RainSample Rain, IDemoProgress Progress, TimeProvider Clock,
    long Started, Func<string, string, int?> ProcessOf)
{
    /// <summary>Polls until <paramref name="look"/> returns something, telling the viewer <paramref name="waitingFor"/>.</summary>
    /// <exception cref="StageFailedException">The deadline passed; the message has the last state seen.</exception>
    public async Task<T> UntilAsync<T>(
        string waitingFor, Func<Task<(T? Found, string Seen)>> look, TimeSpan deadline, CancellationToken stop) where T : class
    {
        var started = Clock.GetTimestamp();
        while (true)
        {
            var (found, seen) = await look();
            if (found is not null) return found;
            if (Clock.GetElapsedTime(started) > deadline)
                throw new StageFailedException($"no {waitingFor} within {deadline.TotalSeconds:0} s; last seen: {seen}");
            Progress.Status($"waiting for {waitingFor} ({seen})");
            await Task.Delay(TimeSpan.FromMilliseconds(60), Clock, stop);
        }
    }
}
