using Modelwright.Cli.Demo.Data;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>A good version gets a growing share, proves itself, and is promoted without anybody's doing.</summary>
public sealed class CanaryGoodStage : IDemoStage
{
    /// <inheritdoc />
    public string Name => "canary-good";

    /// <inheritdoc />
    public string Promise => "a good version proves itself step by step, and is promoted by itself";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var before = await context.ReadyAsync(PenguinSample.ModelName, stop);
        var old = before.Status!.StableRevision!;
        await using var load = context.Load(before);
        var started = context.Clock.GetTimestamp();
        var version = context.Sample.Versions[0];
        await context.Models.ApplyAsync(PenguinRollouts.Canary(version), stop);
        context.Progress.Say(
            $"applied {version.Algorithm} with strategy Canary: 10 %, then 50 %, judged by errors, latency and predictions");
        var after = await context.PromotedAsync(old, load, stop);
        figures["secondsToPromote"] = context.Clock.GetElapsedTime(started).TotalSeconds;
        var result = await load.NobodyNoticedAsync(figures);
        var fresh = after.Status!.StableRevision!;
        foreach (var revision in new[] { old, fresh })
            if (!result.ByRevision.ContainsKey(revision)) throw new StageFailedException($"no request was answered by {revision}");
        context.Progress.Say(
            $"{fresh} serves; {result.ByRevision[old]} answers from the old revision, {result.ByRevision[fresh]} from the new one");
    }
}
