using Modelwright.LocalCluster.Services;

namespace Modelwright.LocalCluster.Node;

/// <summary>What the node is given.</summary>
public sealed record NodeOptions
{
    /// <summary>Where pods have their folders.</summary>
    public required string Folder { get; init; }

    /// <summary>The images that can run here, by exact name.</summary>
    public required IReadOnlyDictionary<string, LocalImage> Images { get; init; }

    /// <summary>The addresses of pods.</summary>
    public required AddressPool Addresses { get; init; }

    /// <summary>The name of the Node object.</summary>
    public string Name { get; init; } = "local";

    /// <summary>Variables of this machine that every process gets, such as PATH.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = HostEnvironment.Read();

    /// <summary>How long pods get to end when the host stops, whatever their own grace period says.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(5);
}
