using Modelwright.Crds.Models;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>The states of a Model that stages wait for.</summary>
public static class ModelWaits
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    /// <summary>The Model once its newest spec is fully serving.</summary>
    public static Task<Model> ReadyAsync(this DemoContext context, string name, CancellationToken stop) =>
        context.UntilAsync("Ready=True", async () =>
        {
            var model = await context.Models.GetAsync(name, stop);
            var ready = model?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ModelConditions.Ready);
            var current = model?.Status?.ObservedGeneration == model?.Metadata.Generation;
            var seen = ready is null ? "not reported yet" : $"Ready={ready.Status} {ready.Reason}: {ready.Message}";
            return (current && ready?.Status == "True" ? model : null, seen);
        }, Deadline, stop);
}
