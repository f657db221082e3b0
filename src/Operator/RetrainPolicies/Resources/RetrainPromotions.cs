using System.Text.Json;
using Modelwright.Crds;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.RetrainPolicies.Resources;

/// <summary>The Promotions of a policy, as apply bodies. They are records, and outlive it.</summary>
internal static class RetrainPromotions
{
    /// <summary>The Promotion of a candidate that passed, or about which a person decides.</summary>
    public static Apply Create(RetrainPolicy policy, RetrainCycle cycle, GateStatus gate)
    {
        var rules = policy.Spec.Promotion ?? new();
        var approvals = rules.Mode is null or PromotionMode.Approval ? rules.RequiredApprovals ?? 1
            : gate.Outcome == GateOutcome.Undecided ? 1 : 0;
        var spec = new PromotionSpec
        {
            Model = policy.Spec.Model,
            Channel = policy.Spec.Channel,
            Version = cycle.Version!,
            From = cycle.Champion,
            Requester = new() { Kind = RequesterKind.RetrainPolicy, Name = policy.Metadata.Name },
            Reason = $"{cycle.Reason}; the gate: {gate.Message}",
            Evidence = gate.Evidence,
            RequiredApprovals = approvals == 0 ? null : approvals,
            // Empty, so that people can add to it by a JSON patch.
            Approvals = approvals == 0 ? null : [],
            ApprovalTimeout = approvals == 0 ? null : rules.ApprovalTimeout ?? new(RetrainDefaults.ApprovalTimeout),
        };
        var body = ChildBody.Of(ResourceType.Of<Promotion>(), new ObjectKey(policy.Metadata.NamespaceProperty, cycle.Promotion!),
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                [Labels.ManagedBy] = Labels.ManagedByValue,
                [Labels.Policy] = policy.Metadata.Name,
                [Labels.Run] = cycle.Run,
            });
        body["spec"] = JsonSerializer.SerializeToNode(spec, CrdJson.Options)!.AsObject();
        return new(ResourceType.Of<Promotion>(), body);
    }
}
