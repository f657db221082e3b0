using k8s;
using k8s.Models;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>
/// An Experiment searches for good parameters. It makes one TrainingRun after the other, several at a time, each with parameters that its
/// search algorithm draws from what the finished runs came to, until its budget or its goal is reached; the best run can end in a
/// ModelVersion. A larger budget continues it, also after its end.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.V1Alpha1, Kind = KindName, PluralName = Plural)]
[ShortNames("mlexp")]
[Category("ml")]
[Conditions(typeof(ExperimentConditions), typeof(ExperimentReasons))]
[Cel("size(self.metadata.name) <= 46 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    Message = "metadata.name must be a DNS label (a-z, 0-9, '-') of at most 46 characters, because its runs are named after it")]
[PrinterColumn("Succeeded", ".status.conditions[?(@.type=='Succeeded')].status",
    Description = "Whether it found what it looked for; Unknown before its end")]
[PrinterColumn("Reason", ".status.conditions[?(@.type=='Succeeded')].reason", Description = "What it does now, or how it ended")]
[PrinterColumn("Runs", ".status.runs.total", Type = "integer", Description = "Runs that were made")]
[PrinterColumn("Running", ".status.runs.running", Type = "integer", Description = "Runs that are under way")]
[PrinterColumn("Failed", ".status.runs.failed", Type = "integer", Description = "Runs that failed")]
[PrinterColumn("Best", ".status.best.value", Description = "The best value of the objective so far")]
[PrinterColumn("Best-Run", ".status.best.run", Description = "The run that reached it")]
[PrinterColumn("Version", ".status.modelVersion", Description = "The ModelVersion of the best run")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Message", ".status.conditions[?(@.type=='Succeeded')].message", Priority = 1, Description = "The reason in words")]
public sealed record Experiment : IKubernetesObject<V1ObjectMeta>, ISpec<ExperimentSpec>, IStatus<ExperimentStatus?>
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "Experiment";

    /// <summary>The kind's name in URLs.</summary>
    public const string Plural = "experiments";

    /// <summary>The API group and version: <c>modelwright.io/v1alpha1</c>.</summary>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>The kind of the object.</summary>
    public string Kind { get; set; } = KindName;

    /// <summary>The object's name, namespace, labels and annotations, as in every Kubernetes object.</summary>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What to search for, where, and for how long.</summary>
    public ExperimentSpec Spec { get; set; } = new();

    /// <summary>What was found so far. Written by the operator only.</summary>
    public ExperimentStatus? Status { get; set; }
}
