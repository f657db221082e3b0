using k8s;
using k8s.Models;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>
/// A TrainingRun is one execution of training. It names a container, the data it reads and the parameters it gets; the operator runs it as
/// one Job, follows its progress, and records what reproduces it: image, code, data by digest, parameters and seed. A run with a
/// <c>model</c> that succeeds ends in a ModelVersion. It cannot be changed, only suspended and cancelled; a new try is a new TrainingRun.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.V1Alpha1, Kind = KindName, PluralName = Plural)]
[ShortNames("trun")]
[Category("ml")]
[Conditions(typeof(TrainingRunConditions), typeof(TrainingRunReasons))]
[Cel("size(self.metadata.name) <= 52 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    Message = "metadata.name must be a DNS label (a-z, 0-9, '-') of at most 52 characters, because the names of the Job"
        + " and its pods are made from it")]
[Cel("!has(self.spec.resumeFrom) || self.spec.resumeFrom != self.metadata.name",
    Message = "spec.resumeFrom must name another TrainingRun; this one goes on from its own checkpoints anyway")]
[PrinterColumn("Succeeded", ".status.conditions[?(@.type=='Succeeded')].status",
    Description = "Whether it ended well; Unknown before its end")]
[PrinterColumn("Reason", ".status.conditions[?(@.type=='Succeeded')].reason", Description = "What it does now, or how it ended")]
[PrinterColumn("Model", ".spec.model", Description = "The Model it trains for")]
[PrinterColumn("Version", ".status.modelVersion", Description = "The ModelVersion it ended in")]
[PrinterColumn("Progress", ".status.progress.percent", Type = "integer", Description = "Per cent done, as the container reports it")]
[PrinterColumn("Attempts", ".status.attempts", Type = "integer", Priority = 1, Description = "Pods that were started")]
[PrinterColumn("Queue", ".spec.queue", Priority = 1, Description = "The Kueue queue it waits in")]
[PrinterColumn("Started", ".status.startTime", Type = "date")]
[PrinterColumn("Completed", ".status.completionTime", Type = "date", Priority = 1)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Message", ".status.conditions[?(@.type=='Succeeded')].message", Priority = 1, Description = "The reason in words")]
public sealed record TrainingRun : IKubernetesObject<V1ObjectMeta>, ISpec<TrainingRunSpec>, IStatus<TrainingRunStatus?>
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "TrainingRun";

    /// <summary>The kind's name in URLs.</summary>
    public const string Plural = "trainingruns";

    /// <summary>The API group and version: <c>modelwright.io/v1alpha1</c>.</summary>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>The kind of the object.</summary>
    public string Kind { get; set; } = KindName;

    /// <summary>The object's name, namespace, labels and annotations, as in every Kubernetes object.</summary>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What to run, on which data, with which parameters. Only <c>suspend</c> and <c>cancel</c> can be changed.</summary>
    public TrainingRunSpec Spec { get; set; } = new();

    /// <summary>How far it is, how it ended, and what reproduces it. Written by the operator only.</summary>
    public TrainingRunStatus? Status { get; set; }
}
