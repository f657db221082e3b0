using k8s;
using k8s.Models;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>
/// A Model is one prediction endpoint. It names the model file or registered version that serves and how it is served; the operator fetches
/// and verifies the file, runs replicas of a model server, and moves traffic to a new revision only once that revision is ready. What
/// serves now, and why something does not, is in its status.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.V1Alpha1, Kind = KindName, PluralName = Plural)]
[ShortNames("mdl")]
[Category("ml")]
[ScaleSubresource(".spec.serving.replicas", ".status.replicas", LabelSelectorPath = ".status.selector")]
[Conditions(typeof(ModelConditions), typeof(ModelReasons))]
[Cel("size(self.metadata.name) <= 40",
    Message = "metadata.name must be at most 40 characters, because the names of revisions and pods are made from it")]
[Cel("self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    Message = "metadata.name must be a DNS label that starts with a letter (a-z, 0-9, '-'), because the Model's Service has the same name")]
[Cel("!self.metadata.name.startsWith('modelwright-')",
    Message = "metadata.name must not start with 'modelwright-', which the operator uses itself")]
[PrinterColumn("Ready", ".status.conditions[?(@.type=='Ready')].status", Description = "Whether the wanted revision serves all traffic")]
[PrinterColumn("Reason", ".status.conditions[?(@.type=='Ready')].reason", Description = "Why it is ready or not")]
[PrinterColumn("Phase", ".status.phase", Description = "The Model's state in one word")]
[PrinterColumn("Revision", ".status.stableRevision", Description = "The revision that serves")]
[PrinterColumn("Next", ".status.nextRevision", Description = "The revision that is about to replace it")]
[PrinterColumn("Weight", ".status.rollout.weight", Type = "integer", Description = "Its share of the requests in percent")]
[PrinterColumn("Replicas", ".status.readyReplicas", Type = "integer", Description = "Replicas that answer requests")]
[PrinterColumn("URL", ".status.url", Description = "Where to send requests")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Available", ".status.conditions[?(@.type=='Available')].status", Priority = 1,
    Description = "Whether requests are answered now")]
[PrinterColumn("Drift", ".status.drift.state", Priority = 1, Description = "Whether requests are still like the training data")]
[PrinterColumn("Message", ".status.conditions[?(@.type=='Ready')].message", Priority = 1, Description = "The reason in words")]
public sealed record Model : IKubernetesObject<V1ObjectMeta>, ISpec<ModelSpec>, IStatus<ModelStatus?>
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "Model";

    /// <summary>The kind's name in URLs.</summary>
    public const string Plural = "models";

    /// <summary>The API group and version: <c>modelwright.io/v1alpha1</c>.</summary>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>The kind of the object.</summary>
    public string Kind { get; set; } = KindName;

    /// <summary>The object's name, namespace, labels and annotations, as in every Kubernetes object.</summary>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What to serve and how. Written by people and GitOps, never by the operator.</summary>
    public ModelSpec Spec { get; set; } = new();

    /// <summary>What serves now and what is happening. Written by the operator only.</summary>
    public ModelStatus? Status { get; set; }
}
