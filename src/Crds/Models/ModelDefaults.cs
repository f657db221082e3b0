namespace Modelwright.Crds.Models;

/// <summary>
/// What holds where a Model leaves a field out. These are not schema defaults: the object stays as its author wrote it, and GitOps tools
/// see no difference.
/// </summary>
public static class ModelDefaults
{
    /// <summary><c>spec.serving.replicas</c>.</summary>
    public const int Replicas = 1;

    /// <summary><c>spec.serving.scaleToZero.maxWaitingRequests</c>, in each router.</summary>
    public const int MaxWaitingRequests = 100;

    /// <summary><c>spec.serving.scaleToZero.waitTimeout</c>.</summary>
    public const string WaitTimeout = "1m";

    /// <summary><c>spec.serving.autoscaling.minReplicas</c>.</summary>
    public const int MinReplicas = 1;

    /// <summary><c>spec.serving.autoscaling.targetCpuUtilizationPercent</c>.</summary>
    public const int TargetCpuUtilizationPercent = 80;

    /// <summary><c>spec.serving.batching.maxBatchSize</c>, in rows.</summary>
    public const int MaxBatchSize = 32;

    /// <summary><c>spec.serving.warmup.requests</c>.</summary>
    public const int WarmupRequests = 1;

    /// <summary><c>spec.serving.drain.delay</c>.</summary>
    public const string DrainDelay = "5s";

    /// <summary><c>spec.serving.drain.timeout</c>.</summary>
    public const string DrainTimeout = "30s";

    /// <summary><c>spec.serving.minReady</c>.</summary>
    public const string MinReady = "0s";

    /// <summary><c>spec.rollout.progressDeadline</c>.</summary>
    public const string ProgressDeadline = "10m";

    /// <summary><c>spec.rollout.scaleDownDelay</c>.</summary>
    public const string ScaleDownDelay = "30s";

    /// <summary><c>spec.rollout.revisionHistoryLimit</c>.</summary>
    public const int RevisionHistoryLimit = 5;

    /// <summary><c>spec.rollout.abortScaleDownDelay</c>.</summary>
    public const string AbortScaleDownDelay = "30s";

    /// <summary><c>spec.rollout.rollbackWindow</c>.</summary>
    public const int RollbackWindow = 3;

    /// <summary><c>spec.rollout.maxSurge</c> with strategy Rolling.</summary>
    public const int RollingSurge = 1;
}
