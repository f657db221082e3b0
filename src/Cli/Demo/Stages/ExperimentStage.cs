using System.Globalization;
using Modelwright.Cli.Demo.Data;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>
/// A search over the parameters of boosted trees finds a better model than the trainer's own parameters give; it is registered and served,
/// and the served model is as good as the search said.
/// </summary>
public sealed class ExperimentStage : IDemoStage
{
    private const int RunsShown = 5;

    // Values go through text, and probabilities through JSON as 32-bit floats.
    private const double Tolerance = 1e-4;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public string Name => "experiment";

    /// <inheritdoc />
    public string Promise => $"search in {RainSample.Runs} runs, serve the best";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var rain = context.Rain;
        var started = context.Clock.GetTimestamp();
        await context.Objects.ApplyAsync<TrainingRun>(rain.Default(), stop);
        await context.Objects.ApplyAsync<Experiment>(rain.Experiment(), stop);
        context.Progress.Say($"applied Experiment {RainSample.Name}: TPE over five parameters of boosted trees, "
            + "three years of Seattle's weather, judged on a fourth");
        var usual = (await context.SucceededAsync(RainSample.DefaultRun, stop)).Metric(RainSample.Metric);
        context.Progress.Say($"{RainSample.Metric} with the trainer's own parameters: {usual:0.0000}");

        var experiment = await EndAsync(context, stop);
        var (best, runs) = (experiment.Status!.Best!, experiment.Status.Runs!);
        var value = double.Parse(best.Value, CultureInfo.InvariantCulture);
        figures["secondsToSearch"] = context.Clock.GetElapsedTime(started).TotalSeconds;
        figures["runs"] = runs.Total;
        figures["failedRuns"] = runs.Failed;
        figures["defaultLogLoss"] = usual;
        figures["bestLogLoss"] = value;
        context.Progress.Table(Shown(experiment));
        if (runs.Succeeded != RainSample.Runs)
            throw new StageFailedException($"{runs.Succeeded} of {RainSample.Runs} runs succeeded, {runs.Failed} failed");
        if (value >= usual)
            throw new StageFailedException($"the best of {runs.Total} runs is {value}, no better than {usual} without a search");

        await ServeAsync(context, experiment.Status.ModelVersion!, value, figures, stop);
        await LeaveAsync(context, experiment.Status.ModelVersion!, stop);
    }

    private static Task<Experiment> EndAsync(DemoContext context, CancellationToken stop) =>
        context.UntilAsync("the search to end", async () =>
        {
            var experiment = await context.Objects.GetAsync<Experiment>(RainSample.Name, stop);
            var status = experiment?.Status;
            var state = status?.Conditions?.FirstOrDefault(condition => condition.Type == ExperimentConditions.Succeeded);
            if (state is { Status: "False" }) throw new StageFailedException($"the search failed: {state.Reason}: {state.Message}");
            var ended = state is { Status: "True" } && status!.ModelVersion is not null;
            return (ended ? experiment : null,
                $"{status?.Runs?.Succeeded} of {RainSample.Runs} runs done, best {status?.Best?.Value}; {state?.Reason}");
        }, Deadline, stop);

    private static List<IReadOnlyList<string>> Shown(Experiment experiment)
    {
        var top = experiment.Status!.Top ?? [];
        string[] names = [.. (experiment.Spec.Parameters ?? []).Select(parameter => parameter.Name)];
        return
        [
            ["run", RainSample.Metric, .. names],
            .. top.Take(RunsShown).Select(run => (IReadOnlyList<string>)
                [run.Run, Short(run.Value), .. names.Select(name => Short(run.Parameters?.GetValueOrDefault(name) ?? ""))]),
        ];
    }

    private static string Short(string number) => double.TryParse(number, CultureInfo.InvariantCulture, out var value)
        ? value.ToString("0.####", CultureInfo.InvariantCulture)
        : number;

    /// <summary>Sends the judging year to the served version and compares what comes with what the search recorded.</summary>
    private static async Task ServeAsync(
        DemoContext context, string version, double recorded, IDictionary<string, double> figures, CancellationToken stop)
    {
        await context.Models.ApplyAsync(RainSample.Model(version), stop);
        var model = await context.ReadyAsync(RainSample.Name, stop);
        using var client = new PredictionClient(new Uri(model.Status!.Url!), RainSample.Name);
        double sum = 0;
        foreach (var row in context.Rain.Rows)
            sum -= Math.Log((await client.ProbabilitiesAsync(row, stop))[RainSample.IndexOf(row.Label)]);
        var served = sum / context.Rain.Rows.Count;
        figures["requests"] = context.Rain.Rows.Count;
        figures["servedLogLoss"] = served;
        context.Progress.Say(
            $"{version} serves at {client.Url}: {RainSample.Metric} of {context.Rain.Rows.Count} answers is {served:0.0000}");
        if (Math.Abs(served - recorded) > Tolerance)
            throw new StageFailedException($"the served model's {RainSample.Metric} is {served}, but the search recorded {recorded}");
    }

    private static async Task LeaveAsync(DemoContext context, string version, CancellationToken stop)
    {
        await context.Models.DeleteAsync(RainSample.Name, stop);
        await context.Objects.DeleteAsync<Experiment>(RainSample.Name, stop);
        await context.Objects.DeleteAsync<TrainingRun>(RainSample.DefaultRun, stop);
        await context.Objects.DeleteAsync<ModelVersion>(version, stop);
        await context.IdleAsync(stop);
        if (await context.Objects.CountAsync<TrainingRun>(stop) is var left and > 0)
            throw new StageFailedException($"{left} runs were left behind");
    }
}
