using Modelwright.Cli.Demo.Data;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>A version that answers quickly, without an error, and wrongly is found out by what it predicts, and taken back.</summary>
public sealed class CanaryBadStage : IDemoStage
{
    /// <inheritdoc />
    public string Name => "canary-bad";

    /// <inheritdoc />
    public string Promise => "a version that is silently wrong is found out and taken back";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var before = await context.ReadyAsync(PenguinSample.ModelName, stop);
        var stable = before.Status!.StableRevision!;
        await using var load = context.Load(before);
        var started = context.Clock.GetTimestamp();
        await context.Models.ApplyAsync(PenguinRollouts.Canary(context.Sample.Mislabelled), stop);
        context.Progress.Say($"applied {context.Sample.Mislabelled.Algorithm}; its own hold-out calls it good");
        var after = await context.AbortedAsync(load, stop);
        figures["secondsToAbort"] = context.Clock.GetElapsedTime(started).TotalSeconds;
        var result = await load.NobodyNoticedAsync(figures);
        var bad = after.Status!.AbortedRevision!;
        if (after.Status.StableRevision != stable) throw new StageFailedException($"{after.Status.StableRevision} serves, not {stable}");
        figures["wrongShare"] = result.ByRevision.GetValueOrDefault(bad) / (double)result.Requests;
        context.Progress.Say(after.Status.Rollout!.Message!);
    }
}
