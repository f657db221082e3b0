using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>How a candidate that passed goes out; always through the Model's own rollout.</summary>
[Cel("!has(self.requiredApprovals) && !has(self.approvalTimeout) || has(self.mode) && self.mode == 'Approval'",
    Message = "requiredApprovals and approvalTimeout need mode: Approval")]
public sealed record RetrainPromotion
{
    /// <summary>At once, or when somebody approves.</summary>
    [WhenUnset(PromotionMode.Approval)]
    public PromotionMode? Mode { get; init; }

    /// <summary>How many different people have to approve.</summary>
    [Range(1, PromotionLimits.MaxApprovals)]
    [WhenUnset(1)]
    public int? RequiredApprovals { get; init; }

    /// <summary>How long they are waited for. A candidate that nobody approved counts as rejected.</summary>
    [DurationRange("1m", "8760h")]
    [WhenUnset(RetrainDefaults.ApprovalTimeout)]
    public Duration? ApprovalTimeout { get; init; }
}
