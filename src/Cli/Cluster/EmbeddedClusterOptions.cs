using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Node;
using Modelwright.Operator.Tracking;

namespace Modelwright.Cli.Cluster;

/// <summary>How an embedded cluster with the operator is started.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>The data folder of <c>up</c> when none is named.</summary>
    public static string DefaultDataFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "modelwright", "cluster");

    /// <summary>The folder that keeps the state.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The API server's port; null: the one of the last start, or any; 0: any.</summary>
    public int? Port { get; init; }

    /// <summary>Where the kubeconfig is written; null: into the data folder.</summary>
    public string? KubeconfigFile { get; init; }

    /// <summary>Images beside the project's own: programs of this machine by image name.</summary>
    public IReadOnlyDictionary<string, LocalImage> LocalImages { get; init; } = DeclaredImages.Default;

    /// <summary>The MLflow server that runs are recorded on; null: none.</summary>
    public TrackingSettings? Tracking { get; init; }

    /// <summary>How long pods get to end when the cluster stops.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where cluster and operator log.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
