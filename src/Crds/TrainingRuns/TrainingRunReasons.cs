using Modelwright.Crds.Schema;
using static Modelwright.Crds.TrainingRuns.TrainingRunConditions;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>The reasons in the condition of a TrainingRun. Events and <c>status.failure</c> use the same words.</summary>
public static class TrainingRunReasons
{
    /// <summary>The run was seen; what it needs is being put in place.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Pending = "Pending";

    /// <summary>The Job waits for Kueue to admit it.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Queued = "Queued";

    /// <summary><c>spec.suspend</c> is true; its pods are gone, its checkpoints stay.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Suspended = "Suspended";

    /// <summary>A pod waits for a node or an image, or fetches the inputs.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Starting = "Starting";

    /// <summary>The container trains.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Running = "Running";

    /// <summary>A pod failed or was lost; the next one starts after a pause.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Retrying = "Retrying";

    /// <summary>The container has ended; the agent uploads what it left.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Uploading = "Uploading";

    /// <summary>The ModelVersion is being made.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Registering = "Registering";

    /// <summary>The model is fetched, checked and loaded once, to prove that it can serve.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Verifying = "Verifying";

    /// <summary><c>spec.cancel</c> is true; the container was asked to finish.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Cancelling = "Cancelling";

    /// <summary><c>spec.stop</c> is set; the container was asked to finish.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Stopping = "Stopping";

    /// <summary>The container succeeded. Nothing was to be registered.</summary>
    [Reason(Succeeded, "True")]
    public const string Completed = "Completed";

    /// <summary>The container succeeded, and its model is a ModelVersion that can serve.</summary>
    [Reason(Succeeded, "True")]
    public const string Registered = "Registered";

    /// <summary>It ended early on purpose: exit code 80, or <c>spec.stop</c>. Nothing is registered.</summary>
    [Reason(Succeeded, "True")]
    public const string Pruned = "Pruned";

    /// <summary>It was ended by <c>spec.cancel</c>.</summary>
    [Reason(Succeeded, "False")]
    public const string Cancelled = "Cancelled";

    /// <summary>The container failed; look at <c>status.failure</c> and the pod's log.</summary>
    [Reason(Succeeded, "False")]
    public const string UserError = "UserError";

    /// <summary>The container found its data wrong (exit code 65). It was not tried again.</summary>
    [Reason(Succeeded, "False")]
    public const string DataInvalid = "DataInvalid";

    /// <summary>These parameters cannot work (exit code 64, 78 or one of <c>spec.infeasibleExitCodes</c>).</summary>
    [Reason(Succeeded, "False")]
    public const string Infeasible = "Infeasible";

    /// <summary>The container used more memory than its limit. Raise <c>spec.container.resources.limits.memory</c>.</summary>
    [Reason(Succeeded, "False")]
    public const string OOMKilled = "OOMKilled";

    /// <summary>It ran longer than <c>spec.timeout</c>.</summary>
    [Reason(Succeeded, "False")]
    public const string DeadlineExceeded = "DeadlineExceeded";

    /// <summary>It reported nothing for <c>spec.progressDeadline</c>.</summary>
    [Reason(Succeeded, "False")]
    public const string Stalled = "Stalled";

    /// <summary>An image could not be pulled within <c>spec.startDeadline</c>.</summary>
    [Reason(Succeeded, "False")]
    public const string ImagePull = "ImagePull";

    /// <summary>No node took the pod within <c>spec.startDeadline</c>.</summary>
    [Reason(Succeeded, "False")]
    public const string Unschedulable = "Unschedulable";

    /// <summary>A metric of <c>spec.requiredMetrics</c> was not reported.</summary>
    [Reason(Succeeded, "False")]
    public const string MetricsMissing = "MetricsMissing";

    /// <summary>A required metric, or the objective's, is not a finite number, or the metrics could not be read.</summary>
    [Reason(Succeeded, "False")]
    public const string MetricsInvalid = "MetricsInvalid";

    /// <summary>The container succeeded but left no <c>model.onnx</c>, which <c>spec.model</c> asks for.</summary>
    [Reason(Succeeded, "False")]
    public const string ModelMissing = "ModelMissing";

    /// <summary>The model cannot serve; the ModelVersion says why.</summary>
    [Reason(Succeeded, "False")]
    public const string ModelInvalid = "ModelInvalid";

    /// <summary>The container left more than the operator allows.</summary>
    [Reason(Succeeded, "False")]
    public const string OutputTooLarge = "OutputTooLarge";

    /// <summary>What the container left cannot be read, or the pod vanished with it.</summary>
    [Reason(Succeeded, "False")]
    public const string ContractViolation = "ContractViolation";

    /// <summary>The output could not be uploaded; look at <c>spec.output</c> and its credentials.</summary>
    [Reason(Succeeded, "False")]
    public const string UploadFailed = "UploadFailed";

    /// <summary>An input could not be fetched, or its Dataset has no version that passed its checks.</summary>
    [Reason(Succeeded, "False")]
    public const string InputUnavailable = "InputUnavailable";

    /// <summary>The run cannot be carried out as written; the message names the field.</summary>
    [Reason(Succeeded, "False")]
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>The API server refused an object that the run needs; the message has its words. It is tried again.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string ResourceRefused = "ResourceRefused";
}
