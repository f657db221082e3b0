namespace Modelwright.Operator.Tracking;

/// <summary>
/// Makes a server have a record. What the server has is read once for each run and process, then remembered; after any failure it is read
/// again, since nobody knows what arrived. So a record may be sent any number of times, by any number of processes after each other.
/// </summary>
public sealed class RunRecorder(IMlflowClient client)
{
    private const int MaxHistory = 20_000;
    private const string DuplicateTag = "modelwright.duplicateOf";

    private readonly Dictionary<string, TrackedRun> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> experiments = new(StringComparer.Ordinal);

    /// <summary>How many runs it remembers.</summary>
    public int Count => known.Count;

    /// <summary>Nothing more will be recorded of an object.</summary>
    public void Forget(string uid) => known.Remove(uid);

    /// <summary>Sends what the server lacks; the run as it has it then.</summary>
    public async Task<TrackedRun> RecordAsync(TrackingRecord record, string? runId, CancellationToken cancellationToken)
    {
        var run = known.GetValueOrDefault(record.Uid);
        known.Remove(record.Uid);
        try
        {
            run ??= await OpenAsync(record, runId, cancellationToken);
            MlflowException? refusal = null;
            try
            {
                foreach (var batch in RunDifference.Batches(record, run))
                {
                    await client.LogAsync(run.RunId, batch, record.MetricTime, cancellationToken);
                    run = run.With(batch);
                }
            }
            catch (MlflowException error) when (error.Fault != MlflowFault.Unavailable && record.Ended)
            {
                // Whatever the server thinks of the content: a run that has ended must not look as if it ran.
                refusal = error;
            }

            if (RunDifference.NeedsUpdate(record, run))
            {
                await client.UpdateRunAsync(run.RunId, record.State, record.EndTime, cancellationToken);
                run = run with { State = record.State, EndTime = record.EndTime };
            }

            if (refusal is not null) throw refusal;
        }
        catch (MlflowException)
        {
            experiments.Remove(record.Experiment);
            throw;
        }

        if (!record.Ended) known[record.Uid] = run;
        return run;
    }

    /// <summary>The run on the server: the one that is known, the one with the object's UID, or a new one.</summary>
    private async Task<TrackedRun> OpenAsync(TrackingRecord record, string? runId, CancellationToken cancellationToken)
    {
        var run = runId is null ? null : await client.FindRunAsync(runId, cancellationToken);
        if (run?.Deleted == true)
            throw new MlflowException(MlflowFault.Refused, $"run {run.RunId} was deleted on the server; restore it there to go on");
        var experiment = run?.ExperimentId ?? await ExperimentAsync(record.Experiment, cancellationToken);
        run ??= await FindAsync(experiment, record.Uid, cancellationToken);
        if (run is null)
        {
            var tags = new Dictionary<string, string> { [TrackingRecord.UidTag] = record.Uid };
            if (record.Parent is { } parent) tags["mlflow.parentRunId"] = await ParentAsync(experiment, parent, record, cancellationToken);
            return await client.CreateRunAsync(experiment, record.Name, record.StartTime, tags, cancellationToken);
        }

        return record.SeriesKey is { } series && run.Latest.ContainsKey(series)
            ? run with { Series = await client.HistoryAsync(run.RunId, series, MaxHistory, cancellationToken) }
            : run;
    }

    /// <summary>
    /// The run with a UID. A request that made one may arrive when its sender is long gone, so there can be two; the first one counts, and
    /// the other is closed so that it does not look as if it ran.
    /// </summary>
    private async Task<TrackedRun?> FindAsync(string experiment, string uid, CancellationToken cancellationToken)
    {
        var found = await client.SearchRunsAsync(experiment, TrackingRecord.UidTag, uid, cancellationToken);
        var ours = found.OrderBy(run => run.Tags.ContainsKey(DuplicateTag)).ThenBy(run => run.StartTime)
            .ThenBy(run => run.RunId, StringComparer.Ordinal).ToList();
        foreach (var other in ours.Skip(1).Where(run => !run.Tags.ContainsKey(DuplicateTag)))
        {
            await client.LogAsync(other.RunId, new([], [new(DuplicateTag, ours[0].RunId)], [], null), 0, cancellationToken);
            await client.UpdateRunAsync(other.RunId, RunState.Killed, other.StartTime, cancellationToken);
        }

        return ours.Count == 0 ? null : ours[0];
    }

    private async Task<string> ParentAsync(string experiment, RecordedParent parent, TrackingRecord child,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(experiment, parent.Uid, cancellationToken) is { } run) return run.RunId;
        var tags = new Dictionary<string, string>
        {
            [TrackingRecord.UidTag] = parent.Uid,
            ["modelwright.kind"] = "Experiment",
            ["modelwright.namespace"] = child.Namespace,
            ["modelwright.name"] = parent.Name,
            ["mlflow.user"] = child.Namespace,
            ["mlflow.source.type"] = "JOB",
        };
        return (await client.CreateRunAsync(experiment, parent.Name, child.StartTime, tags, cancellationToken)).RunId;
    }

    private async Task<string> ExperimentAsync(string name, CancellationToken cancellationToken)
    {
        if (experiments.TryGetValue(name, out var id)) return id;
        return experiments[name] = await client.ExperimentAsync(name, cancellationToken);
    }
}
