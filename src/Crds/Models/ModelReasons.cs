using Modelwright.Crds.Schema;
using static Modelwright.Crds.Models.ModelConditions;

namespace Modelwright.Crds.Models;

/// <summary>The reasons in the conditions of a Model. Events use the same words.</summary>
public static class ModelReasons
{
    /// <summary>The wanted revision serves all traffic.</summary>
    [Reason(Ready, "True")]
    public const string Serving = "Serving";

    /// <summary>The Model is deliberately at zero replicas. Set <c>spec.serving.replicas</c> above zero to serve again.</summary>
    [Reason(Ready, "True")]
    [Reason(Available, "False")]
    public const string ScaledToZero = "ScaledToZero";

    /// <summary>
    /// The Model is deliberately at zero replicas, and the wanted revision's file was never verified, so nobody knows whether it can
    /// be served. Name a ModelVersion, which is verified by a pod of its own, or serve it once.
    /// </summary>
    [Reason(Ready, "Unknown")]
    public const string Unverified = "Unverified";

    /// <summary>A replacement or repair is under way; <c>status.rollout</c> says how far it is.</summary>
    [Reason(Ready, "False")]
    public const string InProgress = "InProgress";

    /// <summary>At least one replica that has traffic answers requests.</summary>
    [Reason(Available, "True")]
    public const string MinimumReplicasAvailable = "MinimumReplicasAvailable";

    /// <summary>No replica that has traffic answers requests; the message names what its pods are waiting for.</summary>
    [Reason(Ready, "False")]
    [Reason(Available, "False")]
    public const string MinimumReplicasUnavailable = "MinimumReplicasUnavailable";

    /// <summary>A new revision was made.</summary>
    [Reason(Progressing, "True")]
    public const string NewRevisionCreated = "NewRevisionCreated";

    /// <summary>The new revision's pods fetch the model, load it and warm it up.</summary>
    [Reason(Progressing, "True")]
    public const string WaitingForReplicas = "WaitingForReplicas";

    /// <summary>The new revision is ready, and the routers are being told.</summary>
    [Reason(Progressing, "True")]
    public const string SwitchingTraffic = "SwitchingTraffic";

    /// <summary>The rollout is at one of its steps; the message says which, with what share, and what it waits for.</summary>
    [Reason(Progressing, "True")]
    public const string RolloutStep = "RolloutStep";

    /// <summary>The rollout waits for a person: a step with <c>pause</c>, the action <c>pause</c>, or <c>spec.rollout.paused</c>.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string RolloutPaused = "RolloutPaused";

    /// <summary>
    /// The new revision was taken back; the message says why. The previous one serves. The same spec is not tried again until a person
    /// says <c>retry</c>.
    /// </summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string RolloutAborted = "RolloutAborted";

    /// <summary>
    /// The steps are over, and the evidence does not say whether the new revision is good enough; the message says how much is missing.
    /// </summary>
    [Reason(Progressing, "False")]
    public const string Inconclusive = "Inconclusive";

    /// <summary>There are no requests to judge the new revision by; the rollout holds.</summary>
    [Reason(Progressing, "True")]
    public const string WaitingForSamples = "WaitingForSamples";

    /// <summary>The measurements cannot be read, or make no sense; the rollout holds.</summary>
    [Reason(Progressing, "False")]
    public const string MetricsUnavailable = "MetricsUnavailable";

    /// <summary>The wanted revision has all traffic.</summary>
    [Reason(Progressing, "True")]
    public const string RolloutCompleted = "RolloutCompleted";

    /// <summary>The new revision was not ready within <c>spec.rollout.progressDeadline</c>. The previous one keeps serving.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string ProgressDeadlineExceeded = "ProgressDeadlineExceeded";

    /// <summary>The spec contradicts itself or names something that cannot be; the message names the field.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>The ModelVersion that <c>spec.source</c> names, or leads to, does not exist in this namespace.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string VersionNotFound = "VersionNotFound";

    /// <summary>The channel that <c>spec.source.channel</c> names leads nowhere: no Promotion was decided yet.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string NoPromotion = "NoPromotion";

    /// <summary>The artifact's URI is not one the fetcher accepts.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string InvalidUri = "InvalidUri";

    /// <summary>There is no file at the artifact's URI.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string NotFound = "NotFound";

    /// <summary>The store refused access to the artifact; look at <c>credentials.secretName</c>.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string AccessDenied = "AccessDenied";

    /// <summary>The file's SHA-256 is not the declared or pinned digest. It is not served; what served before still does.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string DigestMismatch = "DigestMismatch";

    /// <summary>The file is larger than the operator allows.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string TooLarge = "TooLarge";

    /// <summary>The artifact's store does not answer; fetching is tried again.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string Unreachable = "Unreachable";

    /// <summary>Fetching failed in another way; the message says how.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string FetchFailed = "FetchFailed";

    /// <summary>The file asks for something the model server does not allow, such as files outside its folder or absurd sizes.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string ModelRefused = "ModelRefused";

    /// <summary>The file is not a model that the server can load.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string ModelLoadFailed = "ModelLoadFailed";

    /// <summary>The API server refused an object that the Model needs; the message is the server's.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string ResourceRefused = "ResourceRefused";

    /// <summary>Every router of the namespace has acknowledged the newest route.</summary>
    [Reason(RouteReady, "True")]
    public const string RouteAcknowledged = "RouteAcknowledged";

    /// <summary>The namespace's routers are not up yet.</summary>
    [Reason(RouteReady, "False")]
    [Reason(Available, "False")]
    [Reason(Ready, "False")]
    public const string RouterUnavailable = "RouterUnavailable";

    /// <summary>
    /// A Secret that <c>spec.traffic</c> names is missing or cannot be used, so a router refuses the Model's clients. The message names it.
    /// </summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    [Reason(Available, "False")]
    [Reason(RouteReady, "False")]
    public const string SecretUnavailable = "SecretUnavailable";

    /// <summary>Some routers have not acknowledged the newest route yet; they follow the one before.</summary>
    [Reason(RouteReady, "False")]
    public const string WaitingForRouters = "WaitingForRouters";

    /// <summary>Every Gateway has accepted the newest route.</summary>
    [Reason(RouteReady, "True")]
    public const string RouteAccepted = "RouteAccepted";

    /// <summary>With provider None: the Service selects the pods of the revisions that have a share.</summary>
    [Reason(RouteReady, "True")]
    public const string ServiceSelects = "ServiceSelects";

    /// <summary>The cluster has no HTTPRoutes of <c>gateway.networking.k8s.io/v1</c>, or the operator may not read them.</summary>
    [Reason(RouteReady, "False")]
    [Reason(Available, "False")]
    public const string GatewayApiMissing = "GatewayApiMissing";

    /// <summary>There is no such Gateway, or nobody looks after it.</summary>
    [Reason(RouteReady, "False")]
    [Reason(Available, "False")]
    public const string GatewayNotFound = "GatewayNotFound";

    /// <summary>A Gateway does not accept the route; the message has its words. The weights before hold.</summary>
    [Reason(RouteReady, "False")]
    [Reason(Available, "False")]
    public const string RouteNotAccepted = "RouteNotAccepted";

    /// <summary>The newest route is written, and a Gateway has not answered yet; it follows the one before.</summary>
    [Reason(RouteReady, "False")]
    [Reason(Available, "False")]
    public const string WaitingForGateway = "WaitingForGateway";

    /// <summary>
    /// <c>spec.traffic.provider</c> was changed, and the new way is not ready to take the requests, or a rollout has to end first; the one
    /// before goes on. The message says what is missing.
    /// </summary>
    [Reason(RouteReady, "False")]
    public const string ProviderChanging = "ProviderChanging";

    /// <summary>With provider None: the step's share is smaller than one replica's; the message says what would make it possible.</summary>
    [Reason(Progressing, "False")]
    [Reason(Ready, "False")]
    public const string ShareImpossible = "ShareImpossible";
}
