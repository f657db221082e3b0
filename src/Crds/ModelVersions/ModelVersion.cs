using k8s;
using k8s.Models;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.ModelVersions;

/// <summary>
/// A ModelVersion is the registry's record of one trained model: where its file is, the digest that fixes its bytes, and what is known
/// about it. It never changes; a new training run makes a new ModelVersion. A Model serves it by name.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.V1Alpha1, Kind = KindName, PluralName = Plural)]
[ShortNames("mver")]
[Category("ml")]
[Conditions(typeof(ModelVersionConditions), typeof(ModelVersionReasons))]
[Cel("size(self.metadata.name) <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    Message = "metadata.name must be a DNS label (a-z, 0-9, '-') of at most 63 characters, because labels hold it")]
[PrinterColumn("Ready", ".status.conditions[?(@.type=='Ready')].status", Description = "Whether the file was verified and can be loaded")]
[PrinterColumn("Reason", ".status.conditions[?(@.type=='Ready')].reason", Description = "Why it is ready or not")]
[PrinterColumn("Model", ".spec.model", Description = "The Model it was made for")]
[PrinterColumn("Number", ".spec.number", Type = "integer", Description = "Its number among that Model's versions")]
[PrinterColumn("Digest", ".spec.artifact.digest", Priority = 1, Description = "The SHA-256 of the file")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Message", ".status.conditions[?(@.type=='Ready')].message", Priority = 1, Description = "The reason in words")]
public sealed record ModelVersion : IKubernetesObject<V1ObjectMeta>, ISpec<ModelVersionSpec>, IStatus<ModelVersionStatus?>
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "ModelVersion";

    /// <summary>The kind's name in URLs.</summary>
    public const string Plural = "modelversions";

    /// <summary>The API group and version: <c>modelwright.io/v1alpha1</c>.</summary>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>The kind of the object.</summary>
    public string Kind { get; set; } = KindName;

    /// <summary>The object's name, namespace, labels and annotations, as in every Kubernetes object.</summary>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What the version is. It cannot be changed after creation.</summary>
    [Immutable(Message = "a ModelVersion never changes; create a new one instead")]
    public ModelVersionSpec Spec { get; set; } = new();

    /// <summary>What was found when the file was fetched, verified and loaded. Written by the operator only.</summary>
    public ModelVersionStatus? Status { get; set; }
}
