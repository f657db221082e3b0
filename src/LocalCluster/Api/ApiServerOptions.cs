using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Api;

/// <summary>What an API server is given by its surroundings.</summary>
public sealed record ApiServerOptions
{
    /// <summary>The clock of timestamps, watch timeouts and tokens.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The source of uids and generated names.</summary>
    public required Random Random { get; init; }

    /// <summary>Tokens and their users.</summary>
    public IReadOnlyDictionary<string, UserInfo> Tokens { get; init; } = new Dictionary<string, UserInfo>();

    /// <summary>
    /// Signs the tokens of service accounts, at least 16 bytes; null takes one from <see cref="Random"/>, good for one run.
    /// </summary>
    public byte[]? ServiceAccountKey { get; init; }

    /// <summary>Who a request without a token is; null refuses it with 401.</summary>
    public UserInfo? Anonymous { get; init; }

    /// <summary>
    /// Whether Roles and ClusterRoles decide who may do what, and the usual ones exist from the start. Without, everyone who is known may
    /// do everything. The cluster's own controllers (<see cref="ApiServer.Client"/>) are never asked.
    /// </summary>
    public bool Rbac { get; init; } = true;

    /// <summary>Gives a Service its address, knowing the Service and the addresses in use.</summary>
    public Func<JsonObject, IReadOnlySet<string>, string> AllocateClusterIp { get; init; } = ClusterIps.NextFree;

    /// <summary>Watches open at one time; more are refused with 429.</summary>
    public int MaxWatches { get; init; } = 2000;

    /// <summary>The largest request body, in bytes.</summary>
    public int MaxBodyBytes { get; init; } = 3 << 20;

    /// <summary>Time between bookmarks of a watch that asked for them.</summary>
    public TimeSpan BookmarkInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Shortest life of a watch that names no timeout; the actual one is up to twice as long.</summary>
    public TimeSpan MinWatchTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
