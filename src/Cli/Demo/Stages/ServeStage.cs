using Modelwright.Cli.Demo.Data;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>A manifest is applied; real rows get predictions; they are as good as the trainer said they would be.</summary>
public sealed class ServeStage : IDemoStage
{
    private const int RowsShown = 6;

    /// <inheritdoc />
    public string Name => "serve";

    /// <inheritdoc />
    public string Promise => "apply a Model, get predictions";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var sample = context.Sample;
        var version = sample.Versions[0];
        await context.Models.ApplyAsync(PenguinSample.Manifest(version), stop);
        context.Progress.Say($"applied Model {PenguinSample.ModelName}, {version.Algorithm}, {version.Digest[..19]}…");
        var model = await context.ReadyAsync(PenguinSample.ModelName, stop);

        using var client = new PredictionClient(new Uri(model.Status!.Url!), PenguinSample.ModelName);
        var first = await client.PredictAsync(sample.Rows[0], stop);
        figures["secondsToFirstPrediction"] = context.Clock.GetElapsedTime(context.Started).TotalSeconds;
        context.Progress.Say($"{model.Status.StableRevision} answers at {client.Url}");

        var predictions = new List<string> { first };
        foreach (var row in sample.Rows.Skip(1)) predictions.Add(await client.PredictAsync(row, stop));
        context.Progress.Table(Shown(sample, predictions));

        var accuracy = sample.Rows.Zip(predictions).Count(pair => pair.First.Label == pair.Second) / (double)sample.Rows.Count;
        figures["rows"] = sample.Rows.Count;
        figures["accuracy"] = accuracy;
        if (Math.Abs(accuracy - version.Accuracy) > 1e-6)
            throw new StageFailedException(
                $"accuracy is {accuracy:0.####}, but the trainer measured {version.Accuracy:0.####} on the same rows");
    }

    private static List<IReadOnlyList<string>> Shown(PenguinSample sample, List<string> predictions)
    {
        List<IReadOnlyList<string>> rows = [[.. sample.Columns, "prediction", "truth", ""]];
        var step = Math.Max(1, sample.Rows.Count / RowsShown);
        for (var i = 0; i < sample.Rows.Count && rows.Count <= RowsShown; i += step)
            rows.Add([.. sample.Rows[i].Cells, predictions[i], sample.Rows[i].Label, predictions[i] == sample.Rows[i].Label ? "✔" : "✘"]);
        return rows;
    }
}
