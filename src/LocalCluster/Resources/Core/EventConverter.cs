using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Resources.Core;

/// <summary>Events have two APIs with different names for the same things: the core group's (stored) and events.k8s.io.</summary>
internal sealed class EventConverter : IVersionConverter
{
    private static readonly (string Core, string Events)[] Renamed =
    [
        ("involvedObject", "regarding"),
        ("message", "note"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
        ("reportingComponent", "reportingController"),
    ];

    public JsonObject FromStorage(JsonObject stored) =>
        Rename(stored, "events.k8s.io/v1", name => Renamed.FirstOrDefault(pair => pair.Core == name).Events ?? name);

    public JsonObject ToStorage(JsonObject served) =>
        Rename(served, "v1", name => Renamed.FirstOrDefault(pair => pair.Events == name).Core ?? name);

    private static JsonObject Rename(JsonObject value, string apiVersion, Func<string, string> translate)
    {
        var result = new JsonObject();
        foreach (var (name, member) in value) result[translate(name)] = name == "apiVersion" ? apiVersion : member?.DeepClone();
        return result;
    }
}
