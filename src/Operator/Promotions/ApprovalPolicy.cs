using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Operator.TrainingRuns.Planning;

namespace Modelwright.Operator.Promotions;

/// <summary>
/// The way of a Promotion until the channel leads to its version: people, the version, and the Model's turn. The number that decides is
/// written into the status before anybody acts on it.
/// </summary>
internal static class ApprovalPolicy
{
    /// <summary>Decides.</summary>
    public static PromotionDecision Decide(PromotionObserved observed)
    {
        var (spec, status) = (observed.Promotion.Spec, observed.Promotion.Status ?? new());
        status = status with { ApprovedBy = Approvers(spec) };
        if ((spec.Approvals ?? []).FirstOrDefault(approval => approval.Decision == ApprovalDecision.Reject) is { } no)
            return PromotionDecision.Fail(status, PromotionReasons.Rejected,
                $"{no.User} rejected it{(no.Comment is { Length: > 0 } why ? $": {why}" : "")}");
        var follows = observed.Model?.Spec.Source.Channel == ChannelPolicy.Of(spec);
        var leads = Leads(observed);
        var champion = ServingVersion.Champion(observed.Model?.Status, leads);
        if (follows && spec.From is { } from && champion != from)
            return PromotionDecision.Fail(status, PromotionReasons.Stale,
                $"it was compared with {from}, and Model {spec.Model} serves {champion ?? "no ModelVersion"}; "
                + "compare it with that and ask again");
        return Missing(observed, status) ?? Version(observed, status) ?? Turn(observed, status, leads);
    }

    private static List<string>? Approvers(PromotionSpec spec)
    {
        List<string> approvers = [.. (spec.Approvals ?? []).Where(approval => approval.Decision is null or ApprovalDecision.Approve)
            .Select(approval => approval.User)
            .Where(user => !Asks(spec, user)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return approvers.Count == 0 ? null : approvers;
    }

    /// <summary>Who asks for it does not approve it; objecting is everybody's right.</summary>
    private static bool Asks(PromotionSpec spec, string user) =>
        spec.Requester.Kind != RequesterKind.RetrainPolicy && spec.Requester.Name == user;

    private static PromotionDecision? Missing(PromotionObserved observed, PromotionStatus status)
    {
        var spec = observed.Promotion.Spec;
        var (given, required) = (status.ApprovedBy?.Count ?? 0, spec.RequiredApprovals ?? 0);
        if (given >= required) return null;
        var words = $"{given} of {required} approvals; add yours to spec.approvals"
            + ((spec.Approvals ?? []).Any(approval => Asks(spec, approval.User))
                ? $"; that of {spec.Requester.Name}, who asks for it, does not count" : "");
        if (spec.ApprovalTimeout is not { } timeout || !timeout.TryGetTimeSpan(out var span))
            return PromotionDecision.Continue(status, PromotionReasons.AwaitingApproval, words);
        var left = (Times.Of(observed.Promotion.Metadata.CreationTimestamp) ?? observed.Now) + span - observed.Now;
        return left > TimeSpan.Zero
            ? PromotionDecision.Continue(status, PromotionReasons.AwaitingApproval, words, left)
            : PromotionDecision.Fail(status, PromotionReasons.Expired, $"it had {given} of {required} approvals after {timeout}");
    }

    private static PromotionDecision? Version(PromotionObserved observed, PromotionStatus status)
    {
        var name = observed.Promotion.Spec.Version;
        if (observed.Version is not { } version)
            return PromotionDecision.Continue(status, PromotionReasons.WaitingForVersion, $"there is no ModelVersion '{name}' yet");
        var ready = version.Status?.Conditions?.FirstOrDefault(condition => condition.Type == ModelVersionConditions.Ready);
        return ready switch
        {
            { Status: "True" } => null,
            { Status: "False" } when !RegistrationPolicy.MayComeRound.Contains(ready.Reason) => PromotionDecision.Fail(status,
                PromotionReasons.VersionNotReady, $"{name}: {ready.Reason}: {ready.Message}"),
            _ => PromotionDecision.Continue(status, PromotionReasons.WaitingForVersion,
                ready is { Status: "False" } ? $"{name}: {ready.Message}; it is tried again" : $"{name} is being verified"),
        };
    }

    private static PromotionDecision Turn(PromotionObserved observed, PromotionStatus status, ChannelStatus? leads)
    {
        var (spec, channel) = (observed.Promotion.Spec, ChannelPolicy.Of(observed.Promotion.Spec));
        if (PinnedOrMissing(observed, status) is { } waits) return waits;
        if (leads != observed.Model!.Status?.Channel)
            return PromotionDecision.Continue(status, PromotionReasons.WaitingForTurn,
                $"Model {spec.Model} is about to follow the channel to {leads?.Version}");
        return PromotionDecision.Continue(
            status with
            {
                Number = ChannelPolicy.Last(channel, observed.Model.Status?.Channel, observed.All) + 1,
                Version = spec.Version,
                Previous = ServingVersion.Of(observed.Model.Status),
                DecidedTime = Times.Whole(observed.Now),
            },
            PromotionReasons.RollingOut, $"the channel '{channel}' leads to {spec.Version}");
    }

    /// <summary>What the channel's decision is of no use without: a Model that follows it. Null when there is one.</summary>
    public static PromotionDecision? PinnedOrMissing(PromotionObserved observed, PromotionStatus status)
    {
        var (spec, channel) = (observed.Promotion.Spec, ChannelPolicy.Of(observed.Promotion.Spec));
        if (observed.Model is not { } model)
            return PromotionDecision.Continue(status, PromotionReasons.WaitingForModel, $"there is no Model '{spec.Model}' yet");
        return model.Spec.Source.Channel == channel
            ? null
            : PromotionDecision.Continue(status, PromotionReasons.ModelPinned,
                $"Model {spec.Model} does not follow the channel '{channel}'; set its spec.source to channel: {channel}");
    }

    private static ChannelStatus? Leads(PromotionObserved observed) =>
        ChannelPolicy.Resolve(ChannelPolicy.Of(observed.Promotion.Spec), observed.Model?.Status?.Channel, observed.All);
}
