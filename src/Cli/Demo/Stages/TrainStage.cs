using Modelwright.Cli.Demo.Data;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>
/// Training in plain shell and with the reference trainer; the latter registers a version, which is then made again, byte for byte, from
/// nothing but its record.
/// </summary>
public sealed class TrainStage : IDemoStage
{
    /// <inheritdoc />
    public string Name => "train";

    /// <inheritdoc />
    public string Promise => "train a version, and again from its record";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var training = context.Sample.Training;
        var started = context.Clock.GetTimestamp();
        await context.Objects.ApplyAsync<TrainingRun>(training.Shell(), stop);
        await context.Objects.ApplyAsync<TrainingRun>(training.Trainer(PenguinSample.ModelName), stop);
        context.Progress.Say($"applied TrainingRun {PenguinTraining.ShellRun}, a shell script, and {PenguinTraining.TrainerRun}, "
            + "logistic regression");

        var shell = await context.SucceededAsync(PenguinTraining.ShellRun, stop);
        var trained = await context.SucceededAsync(PenguinTraining.TrainerRun, stop);
        figures["secondsToVersion"] = context.Clock.GetElapsedTime(started).TotalSeconds;
        var version = await context.Objects.GetAsync<ModelVersion>(trained.Status!.ModelVersion ?? "", stop)
            ?? throw new StageFailedException($"run {PenguinTraining.TrainerRun} registered no ModelVersion");
        var lineage = version.Spec.Lineage ?? throw new StageFailedException($"ModelVersion {version.Metadata.Name} has no lineage");
        context.Progress.Say($"ModelVersion {version.Metadata.Name}: loaded once, it can serve; recorded with "
            + $"{lineage.ImageId?[..Math.Min(lineage.ImageId.Length, 33)]}…, seed {lineage.Seed}");

        await context.Objects.ApplyAsync<TrainingRun>(PenguinTraining.Repeated(lineage), stop);
        var repeated = await context.SucceededAsync(PenguinTraining.RepeatedRun, stop);
        context.Progress.Table([["run", "accuracy", "model"], Row(shell), Row(trained), Row(repeated)]);
        figures["runs"] = 3;
        figures["accuracyOfRule"] = shell.Metric("accuracy");
        figures["accuracyOfVersion"] = trained.Metric("accuracy");
        figures["reproduced"] = repeated.ModelDigest() == trained.ModelDigest() ? 1 : 0;
        if (repeated.ModelDigest() != trained.ModelDigest())
            throw new StageFailedException(
                $"the run from the record made {repeated.ModelDigest()}, the one that was recorded {trained.ModelDigest()}");
        if (version.Spec.Artifact.Digest != trained.ModelDigest())
            throw new StageFailedException($"the version has {version.Spec.Artifact.Digest}, its run made {trained.ModelDigest()}");
        await LeaveAsync(context, version.Metadata.Name, stop);
    }

    private static string[] Row(TrainingRun run) =>
    [
        run.Metadata.Name, $"{run.Metric("accuracy"):0.####}",
        run.Status?.Artifacts?.Any(artifact => artifact.Name == "model.onnx") == true ? $"{run.ModelDigest()[..19]}…" : "none",
    ];

    private static async Task LeaveAsync(DemoContext context, string version, CancellationToken stop)
    {
        foreach (var run in new[] { PenguinTraining.ShellRun, PenguinTraining.TrainerRun, PenguinTraining.RepeatedRun })
            await context.Objects.DeleteAsync<TrainingRun>(run, stop);
        await context.Objects.DeleteAsync<ModelVersion>(version, stop);
        await context.IdleAsync(stop);
    }
}
