namespace Modelwright.Operator.Alerting;

/// <summary>The names of the operator's series of Models, all with the labels <c>model_namespace</c> and <c>model</c>.</summary>
public static class ModelSeries
{
    /// <summary>1 for the phase that the Model is in; label <c>phase</c>.</summary>
    public const string Phase = "modelwright_model_phase";

    /// <summary>1 while the Model is Ready.</summary>
    public const string Ready = "modelwright_model_ready";

    /// <summary>1 while requests are answered.</summary>
    public const string Available = "modelwright_model_available";

    /// <summary>Replicas that exist.</summary>
    public const string Replicas = "modelwright_model_replicas";

    /// <summary>Replicas that answer.</summary>
    public const string ReadyReplicas = "modelwright_model_ready_replicas";

    /// <summary>1 for the state of drift; label <c>state</c>.</summary>
    public const string Drift = "modelwright_model_drift_state";

    /// <summary>The feature with the strongest evidence: its drift divided by its threshold.</summary>
    public const string DriftRatio = "modelwright_model_drift_ratio";

    /// <summary>1 for the state of data quality; label <c>state</c>.</summary>
    public const string Quality = "modelwright_model_data_quality_state";

    /// <summary>Violations in the last window, at most those that the status shows.</summary>
    public const string Violations = "modelwright_model_data_quality_violations";

    /// <summary>1 for the state of measured performance; label <c>state</c>.</summary>
    public const string Performance = "modelwright_model_performance_state";

    /// <summary>1 for what a rollout is doing; label <c>phase</c>.</summary>
    public const string Rollout = "modelwright_model_rollout_phase";

    /// <summary>When the rollout last took a step, in seconds since 1970; only while one is under way and not paused.</summary>
    public const string RolloutProgress = "modelwright_model_rollout_progress_timestamp_seconds";

    /// <summary>When the serving revision was made, in seconds since 1970.</summary>
    public const string Created = "modelwright_model_serving_created_timestamp_seconds";
}
