using k8s;
using k8s.Models;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>
/// A Dataset is a source of data with content-addressed versions. A pod in its namespace looks at the source from time to time; what is new
/// becomes a version, is checked and profiled, and is copied to the store under its digest. Runs read versions, never the source. A version
/// that fails a check of severity Error is recorded, but nothing trains on it unasked.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.V1Alpha1, Kind = KindName, PluralName = Plural)]
[ShortNames("dset")]
[Category("ml")]
[Conditions(typeof(DatasetConditions), typeof(DatasetReasons))]
[Cel("size(self.metadata.name) <= 46 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    Message = "metadata.name must be a DNS label (a-z, 0-9, '-') of at most 46 characters, because the names of its pods are made from it")]
[PrinterColumn("Ready", ".status.conditions[?(@.type=='Ready')].status", Description = "Whether the newest data may be trained on")]
[PrinterColumn("Reason", ".status.conditions[?(@.type=='Ready')].reason", Description = "Why it is ready or not")]
[PrinterColumn("Latest", ".status.latest", Description = "The newest version that passed its checks")]
[PrinterColumn("Rows", ".status.rows", Type = "integer", Description = "Rows of that version")]
[PrinterColumn("Owner", ".spec.owner.team", Description = "The team that answers for it")]
[PrinterColumn("Checked", ".status.lastCheckTime", Type = "date", Description = "When the source was last looked at")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Message", ".status.conditions[?(@.type=='Ready')].message", Priority = 1, Description = "The reason in words")]
public sealed record Dataset : IKubernetesObject<V1ObjectMeta>, ISpec<DatasetSpec>, IStatus<DatasetStatus?>
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "Dataset";

    /// <summary>The kind's name in URLs.</summary>
    public const string Plural = "datasets";

    /// <summary>The API group and version: <c>modelwright.io/v1alpha1</c>.</summary>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>The kind of the object.</summary>
    public string Kind { get; set; } = KindName;

    /// <summary>The object's name, namespace, labels and annotations, as in every Kubernetes object.</summary>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Where the data comes from, what it must look like, who answers for it.</summary>
    public DatasetSpec Spec { get; set; } = new();

    /// <summary>The versions that were found. Written by the operator only.</summary>
    public DatasetStatus? Status { get; set; }
}
