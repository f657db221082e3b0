using System.Diagnostics;
using k8s.Models;
using Modelwright.Cli.Demo.Data;
using Modelwright.Cli.Demo.Load;

namespace Modelwright.Cli.Demo.Stages;

/// <summary>A serving process is killed outright; its pod comes back while the other one answers.</summary>
public sealed class HealStage : IDemoStage
{
    private const int Clients = 4;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <inheritdoc />
    public string Name => "heal";

    /// <inheritdoc />
    public string Promise => "kill a serving process, watch it come back";

    /// <inheritdoc />
    public async Task RunAsync(DemoContext context, IDictionary<string, double> figures, CancellationToken stop)
    {
        var model = await context.ReadyAsync(PenguinSample.ModelName, stop);
        var selector = $"modelwright.io/revision={model.Status!.StableRevision}";
        var victim = (await context.Models.PodsAsync(selector, stop))[0];
        var container = victim.Status.ContainerStatuses.Single();
        var target = PredictionClient.InferUrl(new Uri(model.Status.Url!), PenguinSample.ModelName);
        await using var load = new LoadGenerator(target, context.Sample.Bodies, Clients);

        using var process = Process.GetProcessById(ProcessId(context, victim, container));
        process.Kill();
        var started = context.Clock.GetTimestamp();
        context.Progress.Say($"killed process {process.Id} of pod {victim.Metadata.Name}");
        var healed = await context.UntilAsync("the pod to be ready again", async () =>
        {
            var pod = (await context.Models.PodsAsync(selector, stop)).FirstOrDefault(found => found.Metadata.Uid == victim.Metadata.Uid);
            var status = pod?.Status.ContainerStatuses?.SingleOrDefault();
            var sent = load.Snapshot();
            var seen = $"restarts {status?.RestartCount}, ready {status?.Ready}; {sent.Requests} requests, {sent.Failed} failed";
            return (status is { Ready: true } && status.RestartCount > container.RestartCount ? status : null, seen);
        }, Deadline, stop);
        figures["secondsToHeal"] = context.Clock.GetElapsedTime(started).TotalSeconds;
        figures["restarts"] = healed.RestartCount;

        var result = await load.StopAsync();
        figures["requests"] = result.Requests;
        figures["failedRequests"] = result.Failed;
        // What the killed process had accepted is lost with it; nothing else may be.
        if (result.Failed > Clients)
            throw new StageFailedException($"{result.Failed} of {result.Requests} requests failed, first: {result.FirstFailure}");
        context.Progress.Say(
            $"back as process {ProcessId(context, victim, healed)}; {result.Failed} of {result.Requests} requests failed meanwhile");
    }

    private static int ProcessId(DemoContext context, V1Pod pod, V1ContainerStatus container) =>
        context.ProcessOf(pod.Metadata.Uid, container.Name)
        ?? throw new StageFailedException($"container {container.Name} of pod {pod.Metadata.Name} has no process");
}
