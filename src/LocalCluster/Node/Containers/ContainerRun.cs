using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;
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

    /// <summary>The launch of a handler's command: the container's own with another command line; null for others.</summary>
    public ContainerLaunch? Exec(JsonObject handler) => handler.Map("exec") is { } exec
        ? Launch with { Command = [.. exec.Texts("command").Select(Paths.Rewrite)], LogFile = null }
        : null;
}
