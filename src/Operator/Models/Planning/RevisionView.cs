using Modelwright.Crds.Models;
using Modelwright.Operator.Models.Resources;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>One revision with everything that is known of it.</summary>
internal sealed record RevisionView
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What the spec asks for; null for revisions of earlier specs.</summary>
    public TargetRevision? Target { get; init; }

    /// <summary>
    /// It was on its way to replace the serving one, and the spec does not resolve to any revision at the moment: it is held as it is.
    /// </summary>
    public bool Held { get; init; }

    /// <summary>Its Deployment, if it exists.</summary>
    public DeploymentFact? Deployment { get; init; }

    /// <summary>What it was made of, where that is known apart from its Deployment.</summary>
    public RevisionSnapshot? Snapshot { get; init; }

    /// <summary>What the status says of it.</summary>
    public ModelRevision? Recorded { get; init; }

    /// <summary>The digest of its file: declared, pinned, or found by its first pod.</summary>
    public string? Digest { get; init; }

    /// <summary>A ConfigMap pins its digest.</summary>
    public bool Pinned { get; init; }

    /// <summary>The address of its Service; null while it has none.</summary>
    public string? Address { get; init; }

    /// <summary>Why it does not serve with all its pods.</summary>
    public Problem? Problem { get; init; }

    /// <summary>It has a Deployment, or can have the one that it had again.</summary>
    public bool Exists => Deployment is not null || Snapshot is not null;

    /// <summary>Replicas that its Deployment asks for now.</summary>
    public int Wanted => Deployment?.Wanted ?? 0;

    /// <summary>Pods that answer requests, as far as is known.</summary>
    public int Available => Deployment?.Available ?? 0;

    /// <summary>Pods that answer requests and are meant to stay: what a decision to send traffic may count on.</summary>
    public int Settled => Deployment is { UpToDate: true } deployment ? Math.Min(deployment.Available, deployment.Wanted) : 0;

    /// <summary>It had all traffic at some time.</summary>
    public bool Served => Recorded?.PromotedTime is not null;

    /// <summary>Its file was fetched, checked and loaded once: by a pod of its own, or as the ModelVersion that it is.</summary>
    public bool Verified => Recorded?.VerifiedTime is not null || Served || Available > 0 || Target?.Version is not null;

    /// <summary>It can be given traffic.</summary>
    public bool CanServe => Settled > 0 && Address is not null;

    /// <summary>As a part of a route.</summary>
    public RouteBackend Backend(int weight) => new(Name, Address!, weight);
}
