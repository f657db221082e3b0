using System.Net;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Node.Pods;

/// <summary>What the containers of a pod share.</summary>
/// <param name="Object">The pod as it is now.</param>
/// <param name="Address">Its address.</param>
/// <param name="Folder">Its folder on this machine.</param>
/// <param name="Volumes">The folders of its volumes.</param>
internal sealed record PodSetup(JsonObject Object, IPAddress Address, string Folder, IReadOnlyDictionary<string, string> Volumes);
