using Modelwright.Artifacts;

namespace Modelwright.Operator;

/// <summary>
/// What the operator's configuration decides about the objects it makes. A revision keeps what it was made with: changing a setting
/// never restarts a serving pod.
/// </summary>
public sealed record ServingSettings
{
    /// <summary>The model server's image.</summary>
    public string ModelServerImage { get; init; } = "modelwright/model-server:dev";

    /// <summary>The image of the program that fetches models.</summary>
    public string AgentImage { get; init; } = "modelwright/agent:dev";

    /// <summary>The router's image.</summary>
    public string RouterImage { get; init; } = "modelwright/router:dev";

    /// <summary>Router pods per namespace.</summary>
    public int RouterReplicas { get; init; } = 1;

    /// <summary>Accept <c>file://</c> URIs; only for the embedded cluster.</summary>
    public bool AllowFileUris { get; init; }

    /// <summary>Accept URIs of this machine, and let agents connect to its addresses; only for the embedded cluster.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>What a URI of a file may name.</summary>
    public ArtifactUriRules FileRules => new() { AllowFile = AllowFileUris, AllowLoopback = AllowLoopback };

    /// <summary>What a URI of a file or folder may name.</summary>
    public ArtifactUriRules FolderRules => FileRules with { AllowFolder = true };

    /// <summary>How Services are named.</summary>
    public ServiceAddress ServiceAddress { get; init; } = ServiceAddress.Dns;

    /// <summary>The cluster's DNS domain.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>
    /// Each revision has a snapshot. Every Kubernetes has ControllerRevisions; false is for an API server that was built without.
    /// </summary>
    public bool Snapshots { get; init; } = true;

    /// <summary>The largest model file that is fetched, in bytes.</summary>
    public long MaxModelBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>The user and group that pods run as; not root.</summary>
    public int UserId { get; init; } = 65532;

    /// <summary>The PEM text of the public key that routers check the operator's tokens with.</summary>
    public string RouterPublicKey { get; init; } = "";

    /// <summary>How long a version that could not be fetched waits before it is tried again.</summary>
    public TimeSpan VerificationRetry { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one verification may take.</summary>
    public TimeSpan VerificationDeadline { get; init; } = TimeSpan.FromMinutes(30);
}
