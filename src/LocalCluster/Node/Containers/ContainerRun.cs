using Modelwright.LocalCluster.Node.Configuration;
using Modelwright.LocalCluster.Node.Probes;

namespace Modelwright.LocalCluster.Node.Containers;

/// <summary>One run of a container, from its start to its end.</summary>
internal sealed record ContainerRun(
    string Id, DateTimeOffset StartedAt, ContainerLaunch Launch, MountPaths Paths, ContainerFiles Files, ContainerProbes Probes)
{
    /// <summary>Set right after the start.</summary>
    public IContainer? Process { get; set; }

    /// <summary>Set once it has to end.</summary>
    public ContainerStop? Stop { get; set; }
}
