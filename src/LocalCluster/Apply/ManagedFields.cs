using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Apply;

/// <summary>Reads and writes <c>metadata.managedFields</c>.</summary>
internal static class ManagedFields
{
    private const int MaxUpdaters = 10;
    private const string Merged = "ancient-changes";

    /// <summary>Metadata that nobody owns.</summary>
    private static readonly FieldSet Unowned = FieldSet.Parse(JsonText.ParseObject(
        """
        {"f:apiVersion":{},"f:kind":{},"f:metadata":{".":{},"f:name":{},"f:namespace":{},"f:creationTimestamp":{},"f:selfLink":{},
        "f:uid":{},"f:generation":{},"f:managedFields":{},"f:resourceVersion":{}}}
        """));

    public static List<Ownership> Read(JsonObject value) =>
    [
        .. value["metadata"].Objects("managedFields").Select(entry => new Ownership(
            new Owner(entry.Text("manager") ?? "", entry.Text("operation") == "Apply",
                entry.Text("apiVersion") ?? "", entry.Text("subresource") ?? ""),
            FieldSet.Parse(entry.Child("fieldsV1")),
            entry.Text("time"))),
    ];

    public static void Write(JsonObject value, IEnumerable<Ownership> ownerships)
    {
        var entries = new JsonArray();
        foreach (var one in Capped([.. ownerships.Select(Stripped).Where(one => !one.Fields.IsEmpty)])
            .OrderBy(one => one.Owner.Applies ? 0 : 1)
            .ThenBy(one => one.Time, StringComparer.Ordinal).ThenBy(one => one.Owner.Manager, StringComparer.Ordinal)
            .ThenBy(one => one.Owner.ApiVersion, StringComparer.Ordinal).ThenBy(one => one.Owner.Subresource, StringComparer.Ordinal))
        {
            entries.Add(Entry(one));
        }

        if (entries.Count > 0) value.Make("metadata")["managedFields"] = entries;
        else value.Child("metadata")?.Remove("managedFields");
    }

    private static Ownership Stripped(Ownership one) => one with { Fields = one.Fields.Difference(Unowned) };

    private static JsonObject Entry(Ownership one)
    {
        var entry = new JsonObject
        {
            ["manager"] = one.Owner.Manager,
            ["operation"] = one.Owner.Applies ? "Apply" : "Update",
            ["apiVersion"] = one.Owner.ApiVersion,
        };
        if (one.Time is not null) entry["time"] = one.Time;
        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = one.Fields.ToJson();
        if (one.Owner.Subresource.Length > 0) entry["subresource"] = one.Owner.Subresource;
        return entry;
    }

    // Of many updaters the oldest are put together, so that the list stays short.
    private static List<Ownership> Capped(List<Ownership> all)
    {
        var updaters = all.Where(one => !one.Owner.Applies).OrderBy(one => one.Time, StringComparer.Ordinal).ToList();
        if (updaters.Count <= MaxUpdaters) return all;
        foreach (var version in updaters.Take(updaters.Count - MaxUpdaters + 1).GroupBy(one => one.Owner.ApiVersion))
        {
            var old = version.ToList();
            all.RemoveAll(old.Contains);
            all.Add(new Ownership(new Owner(Merged, false, version.Key, ""),
                old.Select(one => one.Fields).Aggregate((a, b) => a.Union(b)), old[^1].Time));
        }

        return all;
    }
}
