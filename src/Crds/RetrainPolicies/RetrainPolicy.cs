using k8s;
using k8s.Models;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>
/// A RetrainPolicy keeps a Model up to date: on a schedule, when data changes, when what is predicted on drifts or gets worse, or when a
/// person asks, it makes a TrainingRun, as far as its guards allow. What the run registers must pass the gate, which compares it with the
/// version that serves; then a Promotion brings it out, at once or when somebody approves. Every decision, also not to do anything, is in
/// the status with its reason.
/// </summary>
[KubernetesEntity(Group = ApiGroup.Name, ApiVersion = ApiGroup.V1Alpha1, Kind = KindName, PluralName = Plural)]
[ShortNames("rtp")]
[Category("ml")]
[Conditions(typeof(RetrainConditions), typeof(RetrainReasons))]
[Cel("size(self.metadata.name) <= 46 && self.metadata.name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')",
    Message = "metadata.name must be a DNS label (a-z, 0-9, '-') of at most 46 characters: its runs and promotions are named after it")]
[PrinterColumn("Model", ".spec.model", Description = "The Model that it keeps up to date")]
[PrinterColumn("Ready", ".status.conditions[?(@.type=='Ready')].status", Description = "Whether it can act")]
[PrinterColumn("Reason", ".status.conditions[?(@.type=='Ready')].reason", Description = "What it does, or why it cannot act")]
[PrinterColumn("Run", ".status.cycle.run", Description = "The run that is under way")]
[PrinterColumn("Candidate", ".status.cycle.version", Description = "The version on its way to serving")]
[PrinterColumn("Last-Decision", ".status.decisions[0].decision", Description = "What was decided last")]
[PrinterColumn("Next", ".status.nextScheduleTime", Type = "string", Priority = 1, Description = "When a schedule is due next")]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
[PrinterColumn("Message", ".status.conditions[?(@.type=='Ready')].message", Priority = 1, Description = "The reason in words")]
public sealed record RetrainPolicy : IKubernetesObject<V1ObjectMeta>, ISpec<RetrainPolicySpec>, IStatus<RetrainPolicyStatus?>
{
    /// <summary>The kind's name.</summary>
    public const string KindName = "RetrainPolicy";

    /// <summary>The kind's name in URLs.</summary>
    public const string Plural = "retrainpolicies";

    /// <summary>The API group and version: <c>modelwright.io/v1alpha1</c>.</summary>
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    /// <summary>The kind of the object.</summary>
    public string Kind { get; set; } = KindName;

    /// <summary>The object's name, namespace, labels and annotations, as in every Kubernetes object.</summary>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>When to train, what a candidate must show, and how it goes out.</summary>
    public RetrainPolicySpec Spec { get; set; } = new();

    /// <summary>What was decided, and why. Written by the operator only.</summary>
    public RetrainPolicyStatus? Status { get; set; }
}
