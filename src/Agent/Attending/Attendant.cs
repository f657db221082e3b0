using Modelwright.Agent.Outputs;
using Modelwright.Agent.Reports;
using Modelwright.Agent.Training;
using Modelwright.Agent.Uploads;
using Modelwright.Tokens;

namespace Modelwright.Agent.Attending;

/// <summary>Attends a run from before its container starts until its results are stored.</summary>
internal sealed class Attendant(TrainingTask task, AttendOptions options, TimeProvider time, Random random, Action<string> log)
{
    /// <summary>Watches until the container has ended, then keeps what it made.</summary>
    /// <param name="store">Makes the store, or null when there is none.</param>
    /// <param name="started">Gets the port once it listens.</param>
    /// <param name="ended">Cancelled when the container has ended.</param>
    /// <returns>The final report.</returns>
    public async Task<RunReport> RunAsync(Func<IArtifactStore>? store, Action<int> started, CancellationToken ended)
    {
        OutputFolder.Prepare(options.OutputFolder);
        var folder = new OutputFolder(options.OutputFolder);
        using var watch = new RunWatch(task, folder, random);
        using var keys = options.PublicKeyPem is { } pem ? PublicKeys.Parse(pem) : null;
        var tokens = keys is null ? null : new TokenVerifier(keys, $"modelwright-agent/{task.Namespace}/{task.Uid}", time);
        await using var server = new AgentServer(options, tokens, watch.Report, new StopFile(options.StopFile));
        await server.StartAsync(ended);
        started(server.Port);
        await WatchAsync(watch, ended);

        using var deadline = new CancellationTokenSource(options.UploadTimeout, time);
        watch.Finish(deadline.Token);
        return await new RunResult(task, folder, watch.Warnings, log).MakeAsync(watch.Report(), store, deadline.Token);
    }

    private async Task WatchAsync(RunWatch watch, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                watch.Poll(ended);
                await Task.Delay(options.Interval, time, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }
}
