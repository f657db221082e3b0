using System.ComponentModel.DataAnnotations;
using k8s.Models;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>What serves now and what is happening.</summary>
public sealed record ModelStatus
{
    /// <summary>
    /// The <c>metadata.generation</c> that this status is about. Where it is behind, the operator has not seen the newest spec yet.
    /// </summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>
    /// The Model's state in four questions: <c>Ready</c> (does the wanted revision serve all traffic), <c>Available</c> (are requests
    /// answered now), <c>Progressing</c> (is nothing in the way of the wanted revision), <c>RouteReady</c> (has every router the newest
    /// route).
    /// </summary>
    [Length(0, 16)]
    [ListMap("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>The Model's state in one word, for people.</summary>
    public ModelPhase? Phase { get; init; }

    /// <summary>Where to send requests; it stays the same over every replacement.</summary>
    [Length(0, 512)]
    public string? Url { get; init; }

    /// <summary>Replicas that exist, over all revisions with traffic.</summary>
    [Range(0, int.MaxValue)]
    public int? Replicas { get; init; }

    /// <summary>Replicas that answer requests.</summary>
    [Range(0, int.MaxValue)]
    public int? ReadyReplicas { get; init; }

    /// <summary>The label selector of the Model's pods, for <c>kubectl scale</c> and autoscalers.</summary>
    [Length(0, 512)]
    public string? Selector { get; init; }

    /// <summary>The name of the revision that serves.</summary>
    [Length(0, 63)]
    public string? StableRevision { get; init; }

    /// <summary>The name of the revision that is about to replace it; empty when nothing is changing.</summary>
    [Length(0, 63)]
    public string? NextRevision { get; init; }

    /// <summary>
    /// The name of the wanted revision that was taken back. It is not tried again until the spec changes or a person says <c>retry</c>.
    /// </summary>
    [Length(0, 63)]
    public string? AbortedRevision { get; init; }

    /// <summary>Where the channel leads that <c>spec.source.channel</c> names.</summary>
    public ChannelStatus? Channel { get; init; }

    /// <summary>Which revision gets which share of the requests, as the routers acknowledged it.</summary>
    [Length(0, 8)]
    [ListMap("revision")]
    public IReadOnlyList<TrafficShare>? Traffic { get; init; }

    /// <summary>How far the newest route has reached the routers.</summary>
    public RouteStatus? Route { get; init; }

    /// <summary>The replacement that is under way; empty when nothing is changing.</summary>
    public RolloutStatus? Rollout { get; init; }

    /// <summary>The revision that was promoted last, while it is still watched.</summary>
    public ProbationStatus? Probation { get; init; }

    /// <summary>When it gave up its replicas because nobody asked; only with <c>spec.serving.scaleToZero</c>.</summary>
    public ActivityStatus? Activity { get; init; }

    /// <summary>What people asked for by annotations, the last of each kind.</summary>
    [Length(0, 8)]
    [ListMap("name")]
    public IReadOnlyList<ActionRecord>? Actions { get; init; }

    /// <summary>The verdict on the new revision, with its evidence.</summary>
    public AnalysisStatus? Analysis { get; init; }

    /// <summary>Whether requests are distributed like the training data; only with <c>spec.monitoring.drift</c>.</summary>
    public DriftStatus? Drift { get; init; }

    /// <summary>Whether requests are well-formed; only with <c>spec.monitoring.dataQuality</c>.</summary>
    public DataQualityStatus? DataQuality { get; init; }

    /// <summary>Whether predictions are right; only with <c>spec.monitoring.performance</c>.</summary>
    public PerformanceStatus? Performance { get; init; }

    /// <summary>The revisions that exist or can be gone back to, newest first.</summary>
    [Length(0, ModelLimits.MaxRevisions)]
    [ListMap("name")]
    public IReadOnlyList<ModelRevision>? Revisions { get; init; }
}
