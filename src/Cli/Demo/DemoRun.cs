using Modelwright.Cli.Demo.Report;
using Modelwright.Cli.Demo.Stages;

namespace Modelwright.Cli.Demo;

/// <summary>Runs the stages in order, stops at the first that fails, and reports what was measured.</summary>
public static class DemoRun
{
    /// <summary>The product's promises so far.</summary>
    public static IReadOnlyList<IDemoStage> Stages { get; } =
    [
        new ServeStage(), new ReplaceStage(), new HealStage(),
        new CanaryGoodStage(), new CanaryBadStage(), new ShadowStage(), new LeaveStage(),
        new DatasetStage(), new TrainStage(), new ExperimentStage(),
    ];

    /// <summary>Every stage's report; one that failed is last.</summary>
    public static async Task<DemoReport> RunAsync(DemoContext context, CancellationToken stop)
    {
        var reports = new List<StageReport>();
        foreach (var stage in Stages)
        {
            var report = await RunAsync(stage, context, stop);
            reports.Add(report);
            if (!report.Ok) break;
        }

        return new(reports);
    }

    private static async Task<StageReport> RunAsync(IDemoStage stage, DemoContext context, CancellationToken stop)
    {
        context.Progress.Begin(stage.Name, stage.Promise);
        var figures = new Dictionary<string, double>();
        var started = context.Clock.GetTimestamp();
        var ok = true;
        try
        {
            await stage.RunAsync(context, figures, stop);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            ok = false;
            context.Progress.Say(error is StageFailedException ? error.Message : $"{error.GetType().Name}: {error.Message}");
        }

        figures["seconds"] = context.Clock.GetElapsedTime(started).TotalSeconds;
        context.Progress.End(stage.Name, ok, figures);
        return new(stage.Name, ok, figures);
    }
}
