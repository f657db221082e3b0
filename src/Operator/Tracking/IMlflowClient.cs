namespace Modelwright.Operator.Tracking;

/// <summary>
/// The requests to an MLflow server that recording needs. Every method keeps to a deadline of its own and throws
/// <see cref="MlflowException"/> when the server does not answer as its REST API says. Called on the operator's pump.
/// </summary>
public interface IMlflowClient
{
    /// <summary>The id of an experiment, which is made where there is none.</summary>
    Task<string> ExperimentAsync(string name, CancellationToken cancellationToken);

    /// <summary>A run by its id, or null.</summary>
    Task<TrackedRun?> FindRunAsync(string runId, CancellationToken cancellationToken);

    /// <summary>The runs of an experiment that have a tag, without those that were deleted.</summary>
    Task<IReadOnlyList<TrackedRun>> SearchRunsAsync(string experimentId, string tag, string value, CancellationToken cancellationToken);

    /// <summary>Makes a run.</summary>
    Task<TrackedRun> CreateRunAsync(string experimentId, string name, long startTime, IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken);

    /// <summary>The values of a metric of a run, at most so many.</summary>
    Task<IReadOnlyList<RecordedMetric>> HistoryAsync(string runId, string metric, int most, CancellationToken cancellationToken);

    /// <summary>Adds to a run; values that are sent now have the time, in milliseconds since 1970.</summary>
    Task LogAsync(string runId, MlflowBatch batch, long time, CancellationToken cancellationToken);

    /// <summary>Sets a run's state.</summary>
    Task UpdateRunAsync(string runId, RunState state, long? endTime, CancellationToken cancellationToken);
}
