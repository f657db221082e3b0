using k8s.Models;
using Modelwright.Cli.Demo.Data;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>
/// A Dataset's source changes: what passes its checks becomes the version that is trained on, what does not is recorded and stays outside.
/// </summary>
public sealed class DatasetStage : IDemoStage
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <inheritdoc />
    public string Name => "dataset";

    /// <inheritdoc />
    public string Promise => "data with versions, spoilt data kept out";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("modelwright-demo-data-");
        try
        {
            await RunAsync(context, new(context.Sample.Training.Folder, Path.Combine(folder.FullName, "penguins.csv")), figures, stop);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(
        DemoContext context, PenguinData data, IDictionary<string, double> figures, CancellationToken stop)
    {
        var started = context.Clock.GetTimestamp();
        var rows = data.DeliverFirst();
        await context.Objects.ApplyAsync<Dataset>(data.Manifest("first"), stop);
        var first = await SeenAsync(context, 1, "True", stop);
        figures["secondsToVersion"] = context.Clock.GetElapsedTime(started).TotalSeconds;
        context.Progress.Say($"{rows} rows passed {Newest(first).Checks?.Passed} checks: version {first.Status!.Latest![..19]}…");

        rows = data.DeliverSpoilt();
        await context.Objects.ApplyAsync<Dataset>(data.Manifest("spoilt"), stop);
        var spoilt = await SeenAsync(context, 2, "False", stop);
        var failed = Newest(spoilt).Checks?.Failed?.FirstOrDefault(check => check.Name == PenguinData.Check)
            ?? throw new StageFailedException($"centimetres for millimetres passed {PenguinData.Check}");
        context.Progress.Say($"{rows} rows, the new ones in centimetres: {failed.Name}: {failed.Message}");
        if (spoilt.Status!.Latest != first.Status.Latest)
            throw new StageFailedException($"the latest version is {spoilt.Status.Latest}, but its checks failed");

        rows = data.DeliverAll();
        await context.Objects.ApplyAsync<Dataset>(data.Manifest("all"), stop);
        var all = await SeenAsync(context, 3, "True", stop);
        context.Progress.Say($"{rows} rows as they are: version {all.Status!.Latest![..19]}…");

        await context.Objects.ApplyAsync<TrainingRun>(PenguinTraining.OnDataset(PenguinData.Name), stop);
        var run = await context.SucceededAsync(PenguinTraining.DatasetRun, stop);
        var read = run.Status?.Lineage?.Inputs?.SingleOrDefault()?.Digest;
        context.Progress.Say($"run {run.Metadata.Name} read {read?[..19]}…; accuracy {run.Metric("accuracy"):0.####}");
        figures["versions"] = all.Status.Versions!.Count;
        figures["eligibleVersions"] = all.Status.Versions.Count(version => version.Eligible);
        figures["rows"] = all.Status.Rows ?? 0;
        if (read != all.Status.Latest)
            throw new StageFailedException($"the run read {read}, the latest version is {all.Status.Latest}");
        await context.Objects.DeleteAsync<TrainingRun>(PenguinTraining.DatasetRun, stop);
        await context.Objects.DeleteAsync<Dataset>(PenguinData.Name, stop);
        await context.IdleAsync(stop);
    }

    /// <summary>The Dataset once so many versions are known and the newest one made it ready or not.</summary>
    private static Task<Dataset> SeenAsync(DemoContext context, int versions, string ready, CancellationToken stop) =>
        context.UntilAsync($"version {versions} of the data", async () =>
        {
            var dataset = await context.Objects.GetAsync<Dataset>(PenguinData.Name, stop);
            var state = dataset?.Status?.Conditions?.FirstOrDefault((V1Condition condition) => condition.Type == DatasetConditions.Ready);
            var known = dataset?.Status?.Versions?.Count ?? 0;
            return (known == versions && state?.Status == ready ? dataset : null,
                state is null ? "not reported yet" : $"Ready={state.Status} {state.Reason}: {state.Message}");
        }, Deadline, stop);

    private static DatasetVersion Newest(Dataset dataset) => dataset.Status!.Versions!.MaxBy(version => version.ObservedTime)!;
}
