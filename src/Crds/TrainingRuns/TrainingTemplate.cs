using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Artifacts;
using Modelwright.Crds.Containers;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>How training is run: container, data, output, limits. What many runs of an Experiment have in common.</summary>
[Cel("!has(self.agent) || self.agent != 'None' || !has(self.inputs)"
    + " || self.inputs.all(input, has(input.artifact) && input.artifact.uri.startsWith('pvc://'))",
    Message = "agent: None mounts volumes only, so every input must be an artifact with a pvc:// URI")]
[Cel("!has(self.agent) || self.agent != 'None' || !has(self.output)",
    Message = "agent: None uploads nothing; remove output, and let the container report its model's uri and digest itself")]
[Cel("!has(self.agent) || self.agent != 'None' || !has(self.progressDeadline)",
    Message = "with agent: None nothing tells how far the container is; remove progressDeadline and set timeout, or let the agent run")]
public record TrainingTemplate
{
    /// <summary>The container that trains.</summary>
    public TrainingContainer Container { get; init; } = new();

    /// <summary>Labels a node must have to run it.</summary>
    [Length(0, 32)]
    [ItemLength(0, 63)]
    [ItemPattern(Patterns.LabelValue)]
    [Cel("self.all(key, key.size() <= 317 && key.matches('" + Patterns.LabelKey + "'))",
        Message = "a node label's key is written as disktype or topology.kubernetes.io/zone")]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    /// <summary>Taints of nodes that it may run on all the same, for example those of GPU nodes.</summary>
    [Length(0, 32)]
    public IReadOnlyList<Toleration>? Tolerations { get; init; }

    /// <summary>Secrets with credentials for the registry of <c>container.image</c>.</summary>
    [Length(0, 8)]
    [ListMap("name")]
    public IReadOnlyList<ImagePullSecret>? ImagePullSecrets { get; init; }

    /// <summary>The PriorityClass of the pod.</summary>
    [Length(1, 253)]
    [RegularExpression(Patterns.Subdomain)]
    public string? PriorityClassName { get; init; }

    /// <summary>
    /// The Kueue LocalQueue to wait in. The Job is created suspended with the label <c>kueue.x-k8s.io/queue-name</c>, and Kueue starts it.
    /// Other labels of the run that begin with <c>kueue.x-k8s.io/</c> are passed on to the Job.
    /// </summary>
    [WhenUnset("the Job starts at once")]
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Queue { get; init; }

    /// <summary>The data it reads, each under a name of its own.</summary>
    [Length(0, 16)]
    [ListMap("name")]
    public IReadOnlyList<TrainingInput>? Inputs { get; init; }

    /// <summary>
    /// The folder that the model, its metrics and other artifacts are uploaded to; each run gets a folder of its own below it.
    /// </summary>
    [WhenUnset("the operator's option --artifact-store")]
    public ArtifactFolder? Output { get; init; }

    /// <summary>A volume for checkpoints that survives retries and preemptions. Without it checkpoints end with the pod.</summary>
    public TrainingCheckpoints? Checkpoints { get; init; }

    /// <summary>Whether the operator's agent runs beside the container to fetch inputs, read metrics and upload outputs.</summary>
    [WhenUnset(AgentMode.Sidecar)]
    public AgentMode? Agent { get; init; }

    /// <summary>How many failed pods are tried again. Pods lost to preemption or a drained node do not count.</summary>
    [Range(0, 100)]
    [WhenUnset(TrainingDefaults.Retries)]
    public int? Retries { get; init; }

    /// <summary>
    /// How long all its pods together may run; time spent suspended does not count. Then it fails: <c>DeadlineExceeded</c>.
    /// </summary>
    [DurationRange("1s", "8760h")]
    [WhenUnset("no limit")]
    public Duration? Timeout { get; init; }

    /// <summary>
    /// How long the container may report nothing, no metric and no progress, before it fails: <c>Stalled</c>. It needs the agent.
    /// </summary>
    [DurationRange("1s", "8760h")]
    [WhenUnset("no limit")]
    public Duration? ProgressDeadline { get; init; }

    /// <summary>
    /// How long a pod may wait for a node or an image before the run fails: <c>Unschedulable</c> or <c>ImagePull</c>. Waiting in a queue
    /// does not count.
    /// </summary>
    [DurationRange("1s", "8760h")]
    [WhenUnset("no limit")]
    public Duration? StartDeadline { get; init; }

    /// <summary>Exit codes that say that these parameters cannot work: <c>Infeasible</c>, not retried, no error of the user.</summary>
    [Length(0, 16)]
    [ItemRange(1, 255)]
    [Cel("!self.exists(code, code in [65, 75, 80])",
        Message = "exit codes 65 (data), 75 (try again) and 80 (stopped early) have a meaning of their own")]
    public IReadOnlyList<int>? InfeasibleExitCodes { get; init; }

    /// <summary>Metrics without which the run fails although the container succeeded: <c>MetricsMissing</c>.</summary>
    [Length(0, 32)]
    [ItemLength(1, 128)]
    [ItemPattern(TrainingLimits.MetricPattern)]
    public IReadOnlyList<string>? RequiredMetrics { get; init; }

    /// <summary>
    /// How far metrics may be from their recorded values when a run is reproduced (<c>modelwright reproduce</c>) and its model does not
    /// come out with the same digest. A metric that is not named here has to be the same.
    /// </summary>
    [Length(0, 32)]
    [ListMap("metric")]
    public IReadOnlyList<MetricTolerance>? Tolerances { get; init; }

    /// <summary>Which source code the image was made from; recorded as part of what reproduces the run.</summary>
    public TrainingCode? Code { get; init; }
}
