using Microsoft.Extensions.Logging;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Controllers;

namespace Modelwright.Operator.Tracking;

/// <summary>
/// Sends records one after the other, beside the controllers, while this instance leads. A server that does not answer is left alone for a
/// growing time; a record that it refuses is tried a few times and, once its object has ended, given up. Neither reaches training.
/// </summary>
public sealed class RecordSender(TrackingSettings settings, RecordQueue queue, RunRecorder recorder, TrackingLedger ledger,
    TimeProvider time, IReconcileTrigger<TrainingRunController, ObjectKey> runs,
    IReconcileTrigger<ExperimentController, ObjectKey> experiments, ILogger<RecordSender> logger) : IFactSource<ObjectKey>
{
    private const int MaxRefusals = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private int failures;
    private DateTimeOffset pausedUntil = DateTimeOffset.MinValue;

    /// <inheritdoc />
    public async Task RunAsync(Action<ObjectKey> changed, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var pause = pausedUntil - time.GetUtcNow();
            if (pause > TimeSpan.Zero) await Task.Delay(pause, time, cancellationToken);
            else if (queue.Take() is { } item) await SendAsync(item, cancellationToken);
            else await queue.WaitAsync(cancellationToken);
        }
    }

    private async Task SendAsync(QueuedRecord item, CancellationToken cancellationToken)
    {
        var record = item.Record;
        if (item.GiveUpTime < time.GetUtcNow())
        {
            logger.LogWarning("{Kind} {Namespace}/{Name} was deleted and could not be closed on the tracking server", record.Kind,
                record.Namespace, record.Name);
            Drop(record);
            return;
        }

        try
        {
            var run = await recorder.RecordAsync(record, ledger.Find(record.Uid)?.Tracking?.RunId ?? item.RunId, cancellationToken);
            (failures, pausedUntil) = (0, DateTimeOffset.MinValue);
            Recorded(item, run);
        }
        catch (MlflowException error)
        {
            Failed(item, error);
        }
        catch (OperationCanceledException)
        {
            // Stopping, or no longer leading: what has arrived is not known, and is looked up by whoever goes on.
            queue.Return(item);
            throw;
        }
    }

    private void Recorded(QueuedRecord item, TrackedRun run)
    {
        var record = item.Record;
        var tracking = new TrainingTracking
        {
            ExperimentId = run.ExperimentId,
            RunId = run.RunId,
            Url = settings.PageOf(run.ExperimentId, run.RunId),
            State = record.Ended ? TrackingState.Closed : TrackingState.Open,
        };
        if (item.GiveUpTime is not null) Drop(record);
        else if (ledger.Recorded(record.Uid, record.Hash, tracking)) Tell(record);
    }

    private void Failed(QueuedRecord item, MlflowException error)
    {
        var (record, now) = (item.Record, time.GetUtcNow());
        logger.LogWarning("{Kind} {Namespace}/{Name} could not be recorded on {Server}: {Message}", record.Kind, record.Namespace,
            record.Name, settings.Server, error.Message);
        var refusals = item.Refusals;
        if (error.Fault == MlflowFault.Unavailable)
        {
            pausedUntil = now + (error.RetryAfter is { } wanted && wanted > Pause(failures) ? Bounded(wanted) : Pause(failures));
            failures++;
        }
        else
        {
            refusals++;
        }

        var over = error.Fault == MlflowFault.Refused && record.Ended && refusals >= MaxRefusals;
        if (ledger.Failed(record.Uid, over ? TrackingState.Abandoned : TrackingState.Unavailable, Words(error.Message))) Tell(record);
        if (over) recorder.Forget(record.Uid);
        else queue.Return(item with { Refusals = refusals, Due = error.Fault == MlflowFault.Unavailable ? now : now + Pause(refusals) });
    }

    private void Drop(TrackingRecord record)
    {
        recorder.Forget(record.Uid);
        ledger.Forget(record.Uid);
    }

    private void Tell(TrackingRecord record)
    {
        var key = new ObjectKey(record.Namespace, record.Name);
        if (record.Kind == TrainingRun.KindName) runs.Enqueue(key);
        else experiments.Enqueue(key);
    }

    private static TimeSpan Pause(int times) => Bounded(FirstPause * Math.Pow(2, Math.Min(times, 16)));

    private static TimeSpan Bounded(TimeSpan time) => time < LongestPause ? time : LongestPause;

    private static string Words(string message) => MlflowLimits.Cut(message, 512);
}
