using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Node;

namespace Modelwright.LocalCluster.Hosting;

/// <summary>What an embedded cluster is given.</summary>
public sealed record LocalClusterOptions
{
    /// <summary>The folder with all state; made if missing. One cluster at a time.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The images that pods can run, by exact name.</summary>
    public required IReadOnlyDictionary<string, LocalImage> Images { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The API server's port; null: the one of the last start if it is free, else any; 0: any.</summary>
    public int? Port { get; init; }

    /// <summary>Where the kubeconfig is written; null: <c>kubeconfig</c> in the data folder.</summary>
    public string? KubeconfigFile { get; init; }

    /// <summary>Tokens beside the owner's, and who they stand for.</summary>
    public IReadOnlyDictionary<string, UserInfo> Tokens { get; init; } = new Dictionary<string, UserInfo>();

    /// <summary>How long pods get to end when the cluster stops.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where the cluster logs.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
