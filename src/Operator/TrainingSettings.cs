namespace Modelwright.Operator;

/// <summary>What the operator's configuration decides about training.</summary>
public sealed record TrainingSettings
{
    /// <summary>
    /// Where runs without an <c>output</c> put what they leave: <c>pvc://CLAIM[/FOLDER]</c>, <c>s3://BUCKET/PREFIX</c>, or (embedded
    /// cluster) <c>file:///FOLDER</c>. Null: each run names its own.
    /// </summary>
    public string? ArtifactStore { get; init; }

    /// <summary>The Secret with credentials for an <c>s3://</c> store, in each run's namespace; null: none.</summary>
    public string? ArtifactStoreSecret { get; init; }

    /// <summary>The size of the claim of a <c>pvc://</c> store, where the operator has to make it.</summary>
    public string ArtifactStoreSize { get; init; } = "10Gi";

    /// <summary>How often a running agent is asked for its report.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a cancelled container has from the stop file to the end of its pod.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the agent may upload; also how long a container has between SIGTERM and its end.</summary>
    public TimeSpan UploadTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The largest output of a run, in bytes, without the model.</summary>
    public long MaxOutputBytes { get; init; } = 10L * 1024 * 1024 * 1024;

    /// <summary>The largest model that a run may leave, in bytes.</summary>
    public long MaxModelBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Different names of metrics that are read of one run.</summary>
    public int MaxMetricNames { get; init; } = 1000;

    /// <summary>Points of all metrics that are read of one run.</summary>
    public int MaxPoints { get; init; } = 100_000;

    /// <summary>The version of the operator, for lineage.</summary>
    public string OperatorVersion { get; init; } = typeof(TrainingSettings).Assembly.GetName().Version?.ToString() ?? "0.0.0";
}
