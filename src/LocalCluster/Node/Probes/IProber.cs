using System.Net;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Node.Containers;

namespace Modelwright.LocalCluster.Node.Probes;

/// <summary>Asks a container. The callback comes once, on any thread.</summary>
public interface IProber
{
    /// <summary>
    /// Runs a handler (<c>httpGet</c>, <c>tcpSocket</c> or <c>exec</c>) of a container. <paramref name="exec"/> is the launch of an exec
    /// handler, null for the others.
    /// </summary>
    void Ask(
        JsonObject handler, JsonObject container, IPAddress address, ContainerLaunch? exec, TimeSpan timeout, Action<ProbeResult> done);
}
