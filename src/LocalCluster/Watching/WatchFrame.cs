using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Watching;

/// <summary>The lines of a watch's body.</summary>
internal static class WatchFrame
{
    /// <summary>A bookmark with this annotation ends the initial events.</summary>
    public const string InitialEventsEnd = "k8s.io/initial-events-end";

    public static ReadOnlyMemory<byte> Of(string type, ReadOnlySpan<byte> json)
    {
        var head = System.Text.Encoding.ASCII.GetBytes($"{{\"type\":\"{type}\",\"object\":");
        var frame = new byte[head.Length + json.Length + 2];
        head.CopyTo(frame, 0);
        json.CopyTo(frame.AsSpan(head.Length));
        frame[^2] = (byte)'}';
        frame[^1] = (byte)'\n';
        return frame;
    }

    public static ReadOnlyMemory<byte> Error(ApiException status) => Of("ERROR", JsonText.Write(status.ToStatus()));

    public static JsonObject BookmarkObject(ResourceDefinition resource, long revision, bool endsInitialEvents)
    {
        var metadata = new JsonObject { ["resourceVersion"] = $"{revision}", ["creationTimestamp"] = null };
        if (endsInitialEvents) metadata["annotations"] = new JsonObject { [InitialEventsEnd] = "true" };
        return new JsonObject { ["kind"] = resource.Kind, ["apiVersion"] = resource.ApiVersion, ["metadata"] = metadata };
    }
}
