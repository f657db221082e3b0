using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Operator.Models.Analysis.Measuring;
using Modelwright.Operator.Models.Monitoring;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models;

/// <summary>Everything that a decision about a Model is made from, at one moment. The planner sees nothing else.</summary>
public sealed record ModelObserved
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The Model.</summary>
    public required Model Model { get; init; }

    /// <summary>The ModelVersion that the source names or leads to, if it exists.</summary>
    public ModelVersion? Version { get; init; }

    /// <summary>The Model's Promotions; only looked at where it follows a channel.</summary>
    public IReadOnlyList<Promotion> Promotions { get; init; } = [];

    /// <summary>Where the channel leads that the source names; null where it names none, or nothing was decided yet.</summary>
    public ChannelStatus? Channel =>
        Model.Spec.Source.Channel is { } channel ? ChannelPolicy.Resolve(channel, Model.Status?.Channel, Promotions) : null;

    /// <summary>Its Deployments.</summary>
    public IReadOnlyList<DeploymentFact> Deployments { get; init; } = [];

    /// <summary>The snapshots of its revisions.</summary>
    public IReadOnlyList<SnapshotFact> Snapshots { get; init; } = [];

    /// <summary>Its Services.</summary>
    public IReadOnlyList<ServiceFact> Services { get; init; } = [];

    /// <summary>Its pinned digests.</summary>
    public IReadOnlyList<PinFact> Pins { get; init; } = [];

    /// <summary>Its pods.</summary>
    public IReadOnlyList<PodFact> Pods { get; init; } = [];

    /// <summary>The namespace's router pods, those on their way out included, with how far they follow this Model's route.</summary>
    public IReadOnlyList<RouterFact> Routers { get; init; } = [];

    /// <summary>Its HTTPRoute and Gateways; null where it has nothing to do with them.</summary>
    public GatewayView? Gateway { get; init; }

    /// <summary>Objects of other owners, as <c>Service fraud</c>, that have a name the Model might need.</summary>
    public IReadOnlyList<string> Foreign { get; init; } = [];

    /// <summary>The service account of serving pods exists; a real cluster makes no pods before.</summary>
    public bool AccountExists { get; init; } = true;

    /// <summary>The API server's words when it refused something that the last plan wanted.</summary>
    public string? Refusal { get; init; }

    /// <summary>The API server's words when it refused something that the namespace's routers need.</summary>
    public string? RouterRefusal { get; init; }

    /// <summary>What this process has measured of its rollout; null when it has not yet.</summary>
    public AnalysisMemory? Analysis { get; init; }

    /// <summary>What this process has read of its requests; null when it has not yet.</summary>
    public MonitoringMemory? Monitoring { get; init; }

    /// <summary>What was written down of its requests, by this process or an earlier one.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Who asks for it; null while this process does not watch that.</summary>
    public ActivityFact? Activity { get; init; }

    /// <summary>The operator's configuration.</summary>
    public required ServingSettings Settings { get; init; }
}
