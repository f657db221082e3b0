using System.Text.Json.Nodes;
using Modelwright.Cli.Demo.Data;
using Modelwright.Crds.Models;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>Versions get copies of real requests: one that answers otherwise is taken back before anybody saw its answers.</summary>
public sealed class ShadowStage : IDemoStage
{
    /// <inheritdoc />
    public string Name => "shadow";

    /// <inheritdoc />
    public string Promise => "copies of requests tell a wrong version before a user does";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var before = (await context.Models.GetAsync(PenguinSample.ModelName, stop))!;
        var stable = before.Status!.StableRevision!;
        await using (var load = context.Load(before))
        {
            await context.Models.ApplyAsync(WithRetry(PenguinRollouts.Shadow(context.Sample.Mislabelled), before.Status), stop);
            context.Progress.Say("the wrong version again, by a person's word, and now with copies only");
            await context.UntilAsync("the copies to begin", async () =>
            {
                var model = await context.Models.GetAsync(PenguinSample.ModelName, stop);
                return (model?.Status is { NextRevision: not null, AbortedRevision: null } ? model : null, $"{model?.Status?.Phase}");
            }, TimeSpan.FromMinutes(1), stop);
            var aborted = await context.AbortedAsync(load, stop);
            var result = await load.NobodyNoticedAsync(figures);
            if (result.ByRevision.Keys.Single() != stable) throw new StageFailedException("a shadow's answer reached a client");
            context.Progress.Say(aborted.Status!.Rollout!.Message!);
        }

        // The same file in other pods answers the same.
        var fresh = PenguinRollouts.Shadow(context.Sample.Versions[0]);
        fresh["spec"]!["serving"]!["batching"] = new JsonObject { ["maxBatchSize"] = 8 };
        await using var second = context.Load(before);
        await context.Models.ApplyAsync(fresh, stop);
        context.Progress.Say("now a version that answers like the one that serves");
        var after = await context.PromotedAsync(stable, second, stop);
        var whole = await second.StopAsync();
        figures["requests"] += whole.Requests;
        figures["failedRequests"] += whole.Failed;
        if (whole.Failed > 0) throw new StageFailedException($"{whole.Failed} requests failed, first: {whole.FirstFailure}");
        context.Progress.Say($"{after.Status!.StableRevision} agreed with what served, and serves");
    }

    private static JsonObject WithRetry(JsonObject manifest, ModelStatus status)
    {
        manifest["metadata"]!["annotations"] = new JsonObject { ["modelwright.io/retry"] = $"{status.AbortedRevision}/demo" };
        return manifest;
    }
}
