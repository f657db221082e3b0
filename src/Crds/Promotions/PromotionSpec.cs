using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Promotions;

/// <summary>Which version is to serve, who asks for it, and who approves.</summary>
[Cel("self.model == oldSelf.model && self.version == oldSelf.version && self.requester == oldSelf.requester"
    + " && (has(self.channel) ? has(oldSelf.channel) && self.channel == oldSelf.channel : !has(oldSelf.channel))"
    + " && (has(self.from) ? has(oldSelf.from) && self.from == oldSelf.from : !has(oldSelf.from))"
    + " && (has(self.reason) ? has(oldSelf.reason) && self.reason == oldSelf.reason : !has(oldSelf.reason))"
    + " && (has(self.evidence) ? has(oldSelf.evidence) && self.evidence == oldSelf.evidence : !has(oldSelf.evidence))"
    + " && (has(self.requiredApprovals)"
    + " ? has(oldSelf.requiredApprovals) && self.requiredApprovals == oldSelf.requiredApprovals : !has(oldSelf.requiredApprovals))"
    + " && (has(self.approvalTimeout)"
    + " ? has(oldSelf.approvalTimeout) && self.approvalTimeout == oldSelf.approvalTimeout : !has(oldSelf.approvalTimeout))",
    Message = "a Promotion does not change; only approvals can be added. Create a new Promotion instead")]
[Cel("!has(oldSelf.approvals) || has(self.approvals) && oldSelf.approvals.all(old, self.approvals.exists(entry, entry == old"
    + " || entry.user == old.user && (!has(old.decision) || old.decision == 'Approve')"
    + " && has(entry.decision) && entry.decision == 'Reject'))",
    Message = "approvals are a record and can only be added to; to object, add one with decision: Reject, or turn your own into that")]
[Cel("!has(self.approvalTimeout) || has(self.requiredApprovals)",
    Message = "approvalTimeout needs requiredApprovals; without it nobody is waited for")]
public sealed record PromotionSpec
{
    /// <summary>The Model in the same namespace whose channel is to lead to the version.</summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Model { get; init; } = "";

    /// <summary>The channel.</summary>
    [WhenUnset(PromotionDefaults.Channel)]
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Channel { get; init; }

    /// <summary>The ModelVersion that is to serve. It may be created later; it is waited for.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Version { get; init; } = "";

    /// <summary>
    /// The version that it was compared with. If the Model serves another one by the time it is approved, it fails: <c>Stale</c>.
    /// </summary>
    [WhenUnset("any")]
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? From { get; init; }

    /// <summary>Who asks for it.</summary>
    public PromotionRequester Requester { get; init; } = new();

    /// <summary>Why, in a sentence.</summary>
    [Length(0, 1024)]
    public string? Reason { get; init; }

    /// <summary>What speaks for the version: what it was measured by, and how it compares.</summary>
    [Length(0, PromotionLimits.MaxEvidence)]
    [ListMap("name")]
    public IReadOnlyList<PromotionEvidence>? Evidence { get; init; }

    /// <summary>How many different people, other than the person who asks, have to approve; 0 promotes at once.</summary>
    [Range(0, PromotionLimits.MaxApprovals)]
    [WhenUnset(0)]
    public int? RequiredApprovals { get; init; }

    /// <summary>How long approvals are waited for. Then it fails: <c>Expired</c>.</summary>
    [DurationRange("1m", "8760h")]
    [WhenUnset("for ever")]
    public Duration? ApprovalTimeout { get; init; }

    /// <summary>What people decided. One <c>Reject</c> ends it before the version is rolled out.</summary>
    [Length(0, PromotionLimits.MaxApprovals)]
    [ListMap("user")]
    public IReadOnlyList<PromotionApproval>? Approvals { get; init; }
}
