using Modelwright.Cli.Demo.Data;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>The Model is deleted and nothing of it stays behind.</summary>
public sealed class LeaveStage : IDemoStage
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public string Name => "leave";

    /// <inheritdoc />
    public string Promise => "delete the Model, nothing stays behind";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        figures["objectsBefore"] = await context.Models.CountChildrenAsync(stop);
        await context.Models.DeleteAsync(PenguinSample.ModelName, stop);
        await context.UntilAsync("an empty namespace", async () =>
        {
            var left = await context.Models.CountChildrenAsync(stop);
            return (left == 0 ? "empty" : null, $"{left} objects left");
        }, Deadline, stop);
    }
}
