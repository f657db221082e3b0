using Modelwright.Crds.Models;
using Modelwright.Crds.Promotions;

namespace Modelwright.Operator.Promotions;

/// <summary>Follows the Model's rollout of the version that the channel leads to, until it serves or is taken back.</summary>
internal static class RolloutPolicy
{
    /// <summary>Reasons of a Model that waiting does not cure: the version will not come up.</summary>
    private static readonly HashSet<string> Hopeless =
        [
            ModelReasons.ProgressDeadlineExceeded, ModelReasons.VersionNotFound, ModelReasons.NotFound, ModelReasons.DigestMismatch,
            ModelReasons.TooLarge, ModelReasons.ModelRefused, ModelReasons.ModelLoadFailed, ModelReasons.InvalidUri,
        ];

    /// <summary>Decides.</summary>
    public static PromotionDecision Decide(PromotionObserved observed)
    {
        var (promotion, status) = (observed.Promotion, observed.Promotion.Status!);
        if (Later(observed) is { } later)
            return observed.Model?.Status is { } last && ServingVersion.Of(last) == status.Version
                ? Promoted(last, Judged(last, status))
                : PromotionDecision.Fail(status, PromotionReasons.Superseded,
                $"{later.Metadata.Name} was decided before {status.Version} served");
        if (ApprovalPolicy.PinnedOrMissing(observed, status) is { } waits) return waits;
        var seen = observed.Model!.Status;
        if (seen?.Channel?.Number != status.Number || seen?.Channel?.Promotion != promotion.Metadata.Name)
            return PromotionDecision.Continue(status, PromotionReasons.RollingOut,
                $"Model {promotion.Spec.Model} is about to follow the channel to {status.Version}");
        var decision = Follow(seen, status);
        return decision with
        {
            Status = decision.Verdict.Holds is null ? Noted(seen, decision.Status) : Judged(seen, decision.Status),
        };
    }

    private static PromotionDecision Follow(ModelStatus model, PromotionStatus status)
    {
        var version = status.Version!;
        if (ServingVersion.Of(model, model.AbortedRevision) == version)
            return TakenBack(model, status, (model.Rollout?.Cause ?? $"{model.AbortedRevision} was taken back"));
        var progressing = model.Conditions?.FirstOrDefault(condition => condition.Type == ModelConditions.Progressing);
        if (progressing is { Status: "False" } && Hopeless.Contains(progressing.Reason) && CanGoBack(model, status))
            return TakenBack(model, status, $"{progressing.Reason}: {progressing.Message}");
        if (ServingVersion.Of(model, model.StableRevision) != version || model.NextRevision is not null)
            return PromotionDecision.Continue(status, PromotionReasons.RollingOut,
                $"the Model rolls {version} out{(progressing is null ? "" : $": {progressing.Reason}")}; its status says how far it is");
        return model.Probation is { } probation && probation.Revision == model.StableRevision
            ? PromotionDecision.Continue(status, PromotionReasons.Probation,
                $"{model.StableRevision} has all requests and is watched until {probation.EndTime:u}")
            : Promoted(model, status);
    }

    private static PromotionDecision TakenBack(ModelStatus model, PromotionStatus status, string cause) =>
        PromotionDecision.Fail(Back(model, status), PromotionReasons.TakenBack, Cut(cause));

    private static PromotionDecision Promoted(ModelStatus model, PromotionStatus status) => new(status,
        new(PromotionConditions.Succeeded, true, PromotionReasons.Promoted, $"{model.StableRevision} serves {status.Version}"));

    /// <summary>Another revision serves, or one did when it was decided.</summary>
    private static bool CanGoBack(ModelStatus model, PromotionStatus status) => Back(model, status).Previous is not null
        || (model.StableRevision is { } stable && ServingVersion.Of(model, stable) != status.Version);

    /// <summary>Where the channel is to lead now: to what serves, also where a person went further back.</summary>
    private static PromotionStatus Back(ModelStatus model, PromotionStatus status) =>
        ServingVersion.Of(model) is { } serves && serves != status.Version ? status with { Previous = serves } : status;

    private static Promotion? Later(PromotionObserved observed)
    {
        var (own, channel) = (observed.Promotion, ChannelPolicy.Of(observed.Promotion.Spec));
        return observed.All.FirstOrDefault(other => other.Metadata.Name != own.Metadata.Name && ChannelPolicy.Of(other.Spec) == channel
            && (other.Status?.Number > own.Status!.Number || (other.Status?.Number == own.Status!.Number
                && string.CompareOrdinal(other.Metadata.Name, own.Metadata.Name) > 0)));
    }

    /// <summary>With what the analysis says once its verdict is another one; the figures move at every tick and are the Model's.</summary>
    private static PromotionStatus Noted(ModelStatus model, PromotionStatus status) =>
        Verdict(model, status) is { } verdict && status.Analysis?.StartsWith(verdict, StringComparison.Ordinal) != true
            ? Judged(model, status)
            : status;

    /// <summary>With what the analysis says now.</summary>
    private static PromotionStatus Judged(ModelStatus model, PromotionStatus status) =>
        Verdict(model, status) is { } verdict ? status with { Analysis = Cut(verdict + model.Analysis!.Message) } : status;

    private static string? Verdict(ModelStatus model, PromotionStatus status) =>
        model.Analysis is { } analysis && ServingVersion.Of(model, analysis.Canary) == status.Version ? $"{analysis.Verdict}: " : null;

    private static string Cut(string text) => text.Length <= 1000 ? text : text[..999] + "…";
}
