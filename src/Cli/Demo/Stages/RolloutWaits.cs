using Modelwright.Cli.Demo.Data;
using Modelwright.Cli.Demo.Load;
using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>The ends of a rollout that stages wait for, while clients send requests.</summary>
public static class RolloutWaits
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>Clients of the penguins' Model.</summary>
    public static LoadGenerator Load(this DemoContext context, Model model, int clients = 4) => new(
        PredictionClient.InferUrl(new Uri(model.Status!.Url!), PenguinSample.ModelName), context.Sample.Bodies, clients);

    /// <summary>The Model once another revision than <paramref name="old"/> has all requests.</summary>
    public static Task<Model> PromotedAsync(this DemoContext context, string old, LoadGenerator load, CancellationToken stop) =>
        EndAsync(context, "promotion", load,
            model => model.Status is { NextRevision: null, StableRevision: { } stable, Phase: ModelPhase.Ready } && stable != old,
            model => model.Status?.Rollout?.Phase == RolloutPhase.Aborted, stop);

    /// <summary>The Model once its new revision was taken back.</summary>
    public static Task<Model> AbortedAsync(this DemoContext context, LoadGenerator load, CancellationToken stop) =>
        EndAsync(context, "abort", load, model => model.Status?.Rollout?.Phase == RolloutPhase.Aborted
            && model.Status.Traffic is [{ Weight: 100 }], model => model.Status is { Phase: ModelPhase.Ready }, stop);

    /// <summary>Nobody must have noticed.</summary>
    public static async Task<LoadResult> NobodyNoticedAsync(
        this LoadGenerator load, IDictionary<string, double> figures)
    {
        var result = await load.StopAsync();
        figures["requests"] = result.Requests;
        figures["failedRequests"] = result.Failed;
        return result.Failed == 0
            ? result
            : throw new StageFailedException($"{result.Failed} of {result.Requests} requests failed, first: {result.FirstFailure}");
    }

    private static async Task<Model> EndAsync(DemoContext context, string what, LoadGenerator load, Func<Model, bool> wanted,
        Func<Model, bool> unwanted, CancellationToken stop)
    {
        var told = "";
        return await context.UntilAsync(what, async () =>
        {
            var model = await context.Models.GetAsync(PenguinSample.ModelName, stop);
            if (model?.Status is null || model.Status.ObservedGeneration != model.Metadata.Generation) return (null, "not seen yet");
            var words = model.Status.Rollout is { } rollout ? $"{rollout.Message}" : $"{model.Status.Phase}";
            if (wanted(model)) return (model, words);
            if (unwanted(model) && model.Status.Actions?.Count is null or 0) throw new StageFailedException($"no {what}: {words}");
            var place = model.Status.Rollout is { Step: { } step } ? $"step {step}" : "";
            if (place.Length > 0 && place != told) context.Progress.Say(words);
            told = place.Length > 0 ? place : told;
            return ((Model?)null, $"{load.Snapshot().Requests} requests, {load.Snapshot().Failed} failed; {words}");
        }, Deadline, stop);
    }
}
