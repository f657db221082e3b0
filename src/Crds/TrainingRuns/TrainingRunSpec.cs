using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>What to run, on which data, with which parameters.</summary>
[Cel("self.container == oldSelf.container"
    + " && (has(self.nodeSelector) ? has(oldSelf.nodeSelector) && self.nodeSelector == oldSelf.nodeSelector : !has(oldSelf.nodeSelector))"
    + " && (has(self.tolerations) ? has(oldSelf.tolerations) && self.tolerations == oldSelf.tolerations : !has(oldSelf.tolerations))"
    + " && (has(self.imagePullSecrets)"
    + " ? has(oldSelf.imagePullSecrets) && self.imagePullSecrets == oldSelf.imagePullSecrets : !has(oldSelf.imagePullSecrets))"
    + " && (has(self.priorityClassName)"
    + " ? has(oldSelf.priorityClassName) && self.priorityClassName == oldSelf.priorityClassName : !has(oldSelf.priorityClassName))"
    + " && (has(self.queue) ? has(oldSelf.queue) && self.queue == oldSelf.queue : !has(oldSelf.queue))"
    + " && (has(self.inputs) ? has(oldSelf.inputs) && self.inputs == oldSelf.inputs : !has(oldSelf.inputs))"
    + " && (has(self.output) ? has(oldSelf.output) && self.output == oldSelf.output : !has(oldSelf.output))"
    + " && (has(self.checkpoints) ? has(oldSelf.checkpoints) && self.checkpoints == oldSelf.checkpoints : !has(oldSelf.checkpoints))"
    + " && (has(self.agent) ? has(oldSelf.agent) && self.agent == oldSelf.agent : !has(oldSelf.agent))"
    + " && (has(self.retries) ? has(oldSelf.retries) && self.retries == oldSelf.retries : !has(oldSelf.retries))"
    + " && (has(self.timeout) ? has(oldSelf.timeout) && self.timeout == oldSelf.timeout : !has(oldSelf.timeout))"
    + " && (has(self.progressDeadline)"
    + " ? has(oldSelf.progressDeadline) && self.progressDeadline == oldSelf.progressDeadline : !has(oldSelf.progressDeadline))"
    + " && (has(self.startDeadline)"
    + " ? has(oldSelf.startDeadline) && self.startDeadline == oldSelf.startDeadline : !has(oldSelf.startDeadline))"
    + " && (has(self.infeasibleExitCodes)"
    + " ? has(oldSelf.infeasibleExitCodes) && self.infeasibleExitCodes == oldSelf.infeasibleExitCodes : !has(oldSelf.infeasibleExitCodes))"
    + " && (has(self.requiredMetrics)"
    + " ? has(oldSelf.requiredMetrics) && self.requiredMetrics == oldSelf.requiredMetrics : !has(oldSelf.requiredMetrics))"
    + " && (has(self.tolerances) ? has(oldSelf.tolerances) && self.tolerances == oldSelf.tolerances : !has(oldSelf.tolerances))"
    + " && (has(self.code) ? has(oldSelf.code) && self.code == oldSelf.code : !has(oldSelf.code))"
    + " && (has(self.model) ? has(oldSelf.model) && self.model == oldSelf.model : !has(oldSelf.model))"
    + " && (has(self.parameters) ? has(oldSelf.parameters) && self.parameters == oldSelf.parameters : !has(oldSelf.parameters))"
    + " && (has(self.seed) ? has(oldSelf.seed) && self.seed == oldSelf.seed : !has(oldSelf.seed))"
    + " && (has(self.objective) ? has(oldSelf.objective) && self.objective == oldSelf.objective : !has(oldSelf.objective))"
    + " && (has(self.resumeFrom) ? has(oldSelf.resumeFrom) && self.resumeFrom == oldSelf.resumeFrom : !has(oldSelf.resumeFrom))"
    + " && (has(self.trigger) ? has(oldSelf.trigger) && self.trigger == oldSelf.trigger : !has(oldSelf.trigger))"
    + " && (has(self.ttlAfterFinished)"
    + " ? has(oldSelf.ttlAfterFinished) && self.ttlAfterFinished == oldSelf.ttlAfterFinished : !has(oldSelf.ttlAfterFinished))",
    Message = "a TrainingRun does not change; only suspend, stop and cancel can be set. Create a new TrainingRun instead")]
[Cel("!has(self.resumeFrom) || !has(self.checkpoints)",
    Message = "resumeFrom uses the checkpoint volume of the other run; remove checkpoints")]
[Cel("!(has(oldSelf.cancel) && oldSelf.cancel) || (has(self.cancel) && self.cancel)",
    Message = "a cancelled TrainingRun cannot be taken up again; create a new one")]
[Cel("!has(oldSelf.stop) || (has(self.stop) && self.stop == oldSelf.stop)",
    Message = "a TrainingRun that was told to stop cannot be taken up again; create a new one")]
public sealed record TrainingRunSpec : TrainingTemplate
{
    /// <summary>
    /// The Model that it trains for, which need not exist yet. A run that succeeds registers a ModelVersion <c>MODEL-vN</c>.
    /// </summary>
    [WhenUnset("nothing is registered")]
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Model { get; init; }

    /// <summary>
    /// The parameters by name. The container gets each as <c>MODELWRIGHT_PARAM_NAME</c> (upper case, everything but letters and digits as
    /// <c>_</c>) and all of them in the file <c>MODELWRIGHT_PARAMS_FILE</c>. Two names that become the same variable are refused.
    /// </summary>
    [Length(0, 64)]
    [ItemLength(0, 512)]
    [Cel("self.all(name, name.matches('" + TrainingLimits.ParameterPattern + "'))",
        Message = "a parameter's name has at most 63 letters, digits, '_', '-' and '.', and starts with a letter or '_'")]
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>The seed that the container gets as <c>MODELWRIGHT_SEED</c>.</summary>
    [WhenUnset("made from the run's UID and recorded in status.lineage")]
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>The metric that the run is judged by.</summary>
    public TrainingObjective? Objective { get; init; }

    /// <summary>The name of a run in the same namespace whose checkpoints this one goes on from, on the same volume.</summary>
    [Length(1, 52)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? ResumeFrom { get; init; }

    /// <summary>Why the run was made.</summary>
    public TrainingTrigger? Trigger { get; init; }

    /// <summary>How long the run is kept after its end. Its ModelVersion stays.</summary>
    [DurationRange("0s", "87600h")]
    [WhenUnset("for ever")]
    public Duration? TtlAfterFinished { get; init; }

    /// <summary>
    /// Stops its pods until it is taken back; the container gets SIGTERM and later goes on from its checkpoints. Can be changed at any
    /// time.
    /// </summary>
    [WhenUnset(false)]
    public bool? Suspend { get; init; }

    /// <summary>
    /// Ends it early, with what it has reached: the container is asked to finish through its stop file, which gets this text, and its pods
    /// are deleted if it does not. The run counts as <c>Pruned</c> with the metrics it reported; nothing is registered. It cannot be taken
    /// back.
    /// </summary>
    [Length(1, 512)]
    public string? Stop { get; init; }

    /// <summary>
    /// Ends it for good: the container is asked to finish through its stop file, then its pods are deleted. Nothing is registered. It
    /// cannot be taken back.
    /// </summary>
    [WhenUnset(false)]
    public bool? Cancel { get; init; }
}
