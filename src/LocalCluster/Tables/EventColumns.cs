using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tables;

/// <summary>What <c>kubectl get events</c> prints.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        new TableColumn("Last Seen", (value, now) => HumanDuration.Since(LastSeen(value), now)),
        CommonColumns.Of("Type", value => value.Text("type")),
        CommonColumns.Of("Reason", value => value.Text("reason")),
        CommonColumns.Of("Object", About),
        CommonColumns.Wide(new TableColumn("Subobject", (value, _) => Involved(value).Text("fieldPath") ?? "")),
        CommonColumns.Wide(CommonColumns.Of("Source", Source)),
        new TableColumn("Message", (value, _) => (value.Text("message") ?? value.Text("note") ?? "").Trim()),
        CommonColumns.Wide(new TableColumn("First Seen", (value, now) => HumanDuration.Since(FirstSeen(value), now))),
        CommonColumns.Wide(new TableColumn("Count", (value, _) => value.Integer("series", "count") ?? value.Integer("count") ?? 1)),
        CommonColumns.Wide(CommonColumns.Name),
    ];

    private static JsonNode? Involved(JsonObject value) => value["involvedObject"] ?? value["regarding"];

    private static string About(JsonObject value)
    {
        var kind = (Involved(value).Text("kind") ?? "").ToLowerInvariant();
        var name = Involved(value).Text("name") ?? "";
        return name.Length > 0 ? $"{kind}/{name}" : kind;
    }

    private static string? Source(JsonObject value)
    {
        var source = value["source"] ?? value["deprecatedSource"];
        var component = source.Text("component") ?? value.Text("reportingComponent") ?? value.Text("reportingController");
        return source.Text("host") is { Length: > 0 } host ? $"{component}, {host}" : component;
    }

    private static string? FirstSeen(JsonObject value) =>
        value.Text("firstTimestamp") ?? value.Text("deprecatedFirstTimestamp") ?? value.Text("eventTime");

    private static string? LastSeen(JsonObject value) =>
        value.Text("series", "lastObservedTime") ?? value.Text("lastTimestamp") ?? value.Text("deprecatedLastTimestamp")
            ?? FirstSeen(value);
}
