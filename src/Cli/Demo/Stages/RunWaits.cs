using System.Globalization;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>The ends of TrainingRuns that stages wait for.</summary>
public static class RunWaits
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>The run once it has succeeded.</summary>
    /// <exception cref="StageFailedException">It failed, or did not end in time.</exception>
    public static Task<TrainingRun> SucceededAsync(this DemoContext context, string name, CancellationToken stop) =>
        context.UntilAsync($"run {name}", async () =>
        {
            var run = await context.Objects.GetAsync<TrainingRun>(name, stop);
            var state = run?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == TrainingRunConditions.Succeeded);
            if (state is { Status: "False" }) throw new StageFailedException($"run {name} failed: {state.Reason}: {state.Message}");
            return (state is { Status: "True" } ? run : null, state is null ? "not reported yet" : $"{state.Reason}: {state.Message}");
        }, Deadline, stop);

    /// <summary>The value of a metric of the run.</summary>
    /// <exception cref="StageFailedException">It has no such metric.</exception>
    public static double Metric(this TrainingRun run, string name) =>
        run.Status?.Metrics?.FirstOrDefault(metric => metric.Name == name) is { } found
            ? double.Parse(found.Value, CultureInfo.InvariantCulture)
            : throw new StageFailedException($"run {run.Metadata.Name} reported no {name}");

    /// <summary>The digest of the model that the run left.</summary>
    /// <exception cref="StageFailedException">It left none.</exception>
    public static string ModelDigest(this TrainingRun run) =>
        run.Status?.Artifacts?.FirstOrDefault(artifact => artifact.Name == "model.onnx")?.Digest
        ?? throw new StageFailedException($"run {run.Metadata.Name} left no model.onnx");

    /// <summary>
    /// Waits until the operator runs nothing in the namespace. What training keeps there stays: the claim with the models, the service
    /// account, the highest number that a version was given.
    /// </summary>
    public static Task IdleAsync(this DemoContext context, CancellationToken stop) =>
        context.UntilAsync("pods and Jobs to leave", async () =>
        {
            var left = await context.Models.CountWorkAsync(stop);
            return (left == 0 ? "none" : null, $"{left} objects left");
        }, TimeSpan.FromSeconds(60), stop);
}
