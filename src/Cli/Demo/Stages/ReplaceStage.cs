using Modelwright.Cli.Demo.Data;
using Modelwright.Cli.Demo.Load;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>Version 1 is replaced by version 2 while clients keep asking; none of them notices.</summary>
public sealed class ReplaceStage : IDemoStage
{
    private const int Clients = 4;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public string Name => "replace";

    /// <inheritdoc />
    public string Promise => "version 1 becomes version 2 under load";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var sample = context.Sample;
        var before = await context.ReadyAsync(PenguinSample.ModelName, stop);
        var old = before.Status!.StableRevision!;
        var target = PredictionClient.InferUrl(new Uri(before.Status.Url!), PenguinSample.ModelName);
        await using var load = new LoadGenerator(target, sample.Bodies, Clients);

        var started = context.Clock.GetTimestamp();
        var version = sample.Versions[1];
        await context.Models.ApplyAsync(PenguinSample.Manifest(version), stop);
        context.Progress.Say($"applied {version.Algorithm}, {version.Digest[..19]}…, while {Clients} clients send requests");
        var fresh = await context.UntilAsync("the new revision to serve", async () =>
        {
            var model = await context.Models.GetAsync(PenguinSample.ModelName, stop);
            var seen = $"{load.Snapshot().Requests} requests, {load.Snapshot().Failed} failed; stable {model?.Status?.StableRevision}";
            return (model?.Status?.StableRevision is { } stable && stable != old ? stable : null, seen);
        }, Deadline, stop);
        figures["secondsToReplace"] = context.Clock.GetElapsedTime(started).TotalSeconds;
        context.Progress.Say($"{fresh} serves; {old} drains");

        await context.UntilAsync("the old pods to leave", async () =>
        {
            var left = (await context.Models.PodsAsync($"modelwright.io/revision={old}", stop)).Count;
            return (left == 0 ? "gone" : null, $"{left} left; {load.Snapshot().Requests} requests, {load.Snapshot().Failed} failed");
        }, Deadline, stop);

        var result = await load.StopAsync();
        figures["requests"] = result.Requests;
        figures["failedRequests"] = result.Failed;
        if (result.Failed > 0)
            throw new StageFailedException($"{result.Failed} of {result.Requests} requests failed, first: {result.FirstFailure}");
        foreach (var revision in new[] { old, fresh })
            if (!result.ByRevision.ContainsKey(revision))
                throw new StageFailedException(
                    $"no request was answered by {revision}; answers came from {string.Join(", ", result.ByRevision.Keys)}");
        context.Progress.Say(
            $"{result.ByRevision[old]} answers from the old revision, {result.ByRevision[fresh]} from the new one, none lost");
    }
}
