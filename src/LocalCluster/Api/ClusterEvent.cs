using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Api;

/// <summary>One committed write. For a deletion <see cref="Object"/> is the last state, with the deletion's revision.</summary>
public sealed record ClusterEvent(long Revision, ClusterEventType Type, ResourceId Resource, JsonObject Object, JsonObject? Previous);
