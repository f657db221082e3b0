using Modelwright.Crds.Schema;
using static Modelwright.Crds.Promotions.PromotionConditions;

namespace Modelwright.Crds.Promotions;

/// <summary>The reasons in the condition of a Promotion. Events use the same words.</summary>
public static class PromotionReasons
{
    /// <summary>Nobody, or not enough people, approved it yet.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string AwaitingApproval = "AwaitingApproval";

    /// <summary>There is no such Model yet.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string WaitingForModel = "WaitingForModel";

    /// <summary>The Model does not follow the channel; its <c>spec.source</c> names something else. Nothing is promoted.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string ModelPinned = "ModelPinned";

    /// <summary>There is no such ModelVersion yet, or it is being verified.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string WaitingForVersion = "WaitingForVersion";

    /// <summary>The Model has not followed the channel's last decision yet.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string WaitingForTurn = "WaitingForTurn";

    /// <summary>The channel leads to the version, and the Model rolls it out; the message has its words.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string RollingOut = "RollingOut";

    /// <summary>The version has all requests and is still watched.</summary>
    [Reason(Succeeded, "Unknown")]
    public const string Probation = "Probation";

    /// <summary>The version serves.</summary>
    [Reason(Succeeded, "True")]
    public const string Promoted = "Promoted";

    /// <summary>A person said no.</summary>
    [Reason(Succeeded, "False")]
    public const string Rejected = "Rejected";

    /// <summary>Not enough people approved it within <c>spec.approvalTimeout</c>.</summary>
    [Reason(Succeeded, "False")]
    public const string Expired = "Expired";

    /// <summary>The channel no longer leads to <c>spec.from</c>, which the version was compared with.</summary>
    [Reason(Succeeded, "False")]
    public const string Stale = "Stale";

    /// <summary>The version cannot serve; the message says why.</summary>
    [Reason(Succeeded, "False")]
    public const string VersionNotReady = "VersionNotReady";

    /// <summary>The Model took the version back; the message says why. The channel leads where it led before.</summary>
    [Reason(Succeeded, "False")]
    public const string TakenBack = "TakenBack";

    /// <summary>A later Promotion was decided before the version served.</summary>
    [Reason(Succeeded, "False")]
    public const string Superseded = "Superseded";

    /// <summary>It cannot be carried out as written; the message names the field.</summary>
    [Reason(Succeeded, "False")]
    public const string InvalidSpec = "InvalidSpec";
}
