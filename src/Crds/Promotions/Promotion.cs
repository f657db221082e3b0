using k8s;
using k8s.Models;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Promotions;

/// <summary>
/// A Promotion is one version's way to serving: who asked for it and why, on which evidence, who approved it, and what became of it. Once
/// it is approved, the channel of its Model leads to the version, and a Model that follows the channel rolls it out in its own way. It
/// succeeds when the version serves; it fails when the Model takes the version back, and the channel then leads where it led before.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.V1Alpha1, Kind = KindName, PluralName = Plural)]
[ShortNames("promo")]
[Category("ml")]
[Conditions(typeof(PromotionConditions), typeof(PromotionReasons))]
[Cel("size(self.metadata.name) <= 63 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    Message = "metadata.name must be a DNS label (a-z, 0-9, '-') of at most 63 characters, because the Model's status names it")]
[PrinterColumn("Model", ".spec.model", Description = "The Model")]
[PrinterColumn("Version", ".spec.version", Description = "The version that is to serve")]
[PrinterColumn("Succeeded", ".status.conditions[?(@.type=='Succeeded')].status",
    Description = "Whether the version serves; Unknown before the end")]
[PrinterColumn("Reason", ".status.conditions[?(@.type=='Succeeded')].reason", Description = "What it waits for, or how it ended")]
[PrinterColumn("Channel", ".spec.channel", Priority = 1, Description = "The channel that it is about")]
[PrinterColumn("Number", ".status.number", Type = "integer", Priority = 1, Description = "Its place among the channel's decisions")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Message", ".status.conditions[?(@.type=='Succeeded')].message", Priority = 1, Description = "The reason in words")]
public sealed record Promotion : IKubernetesObject<V1ObjectMeta>, ISpec<PromotionSpec>, IStatus<PromotionStatus?>
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "Promotion";

    /// <summary>The kind's name in URLs.</summary>
    public const string Plural = "promotions";

    /// <summary>The API group and version: <c>modelwright.io/v1alpha1</c>.</summary>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>The kind of the object.</summary>
    public string Kind { get; set; } = KindName;

    /// <summary>The object's name, namespace, labels and annotations, as in every Kubernetes object.</summary>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Which version is to serve, who asks for it, and who approves. Only approvals can be added.</summary>
    public PromotionSpec Spec { get; set; } = new();

    /// <summary>What became of it. Written by the operator only.</summary>
    public PromotionStatus? Status { get; set; }
}
