using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tables;

/// <summary>What <c>kubectl get</c> prints of autoscalers, budgets, leases and roles.</summary>
internal static class PolicyColumns
{
    public static IReadOnlyList<TableColumn> Autoscalers { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Reference",
            value => $"{value.Text("spec", "scaleTargetRef", "kind")}/{value.Text("spec", "scaleTargetRef", "name")}"),
        CommonColumns.Of("Targets", Targets),
        CommonColumns.Of("MinPods", value => value.Integer("spec", "minReplicas") is { } min ? $"{min}" : "<unset>"),
        CommonColumns.Number("MaxPods", "spec", "maxReplicas"),
        CommonColumns.Number("Replicas", "status", "currentReplicas"),
        CommonColumns.Age,
    ];

    public static IReadOnlyList<TableColumn> Budgets { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Min Available", value => Amount(value.At("spec", "minAvailable"))),
        CommonColumns.Of("Max Unavailable", value => Amount(value.At("spec", "maxUnavailable"))),
        CommonColumns.Number("Allowed Disruptions", "status", "disruptionsAllowed"),
        CommonColumns.Age,
    ];

    public static IReadOnlyList<TableColumn> Leases { get; } =
        [CommonColumns.Name, new TableColumn("Holder", (value, _) => value.Text("spec", "holderIdentity") ?? ""), CommonColumns.Age];

    public static IReadOnlyList<TableColumn> Roles { get; } = [CommonColumns.Name, CommonColumns.CreatedAt];

    public static IReadOnlyList<TableColumn> Bindings { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Role", value => $"{value.Text("roleRef", "kind")}/{value.Text("roleRef", "name")}"),
        CommonColumns.Age,
        CommonColumns.Wide(new TableColumn("Users", (value, _) => Subjects(value, "User"))),
        CommonColumns.Wide(new TableColumn("Groups", (value, _) => Subjects(value, "Group"))),
        CommonColumns.Wide(new TableColumn("ServiceAccounts", (value, _) => Subjects(value, "ServiceAccount"))),
    ];

    private static string Subjects(JsonObject value, string kind) => string.Join(", ", value.Objects("subjects")
        .Where(subject => subject.Text("kind") == kind)
        .Select(subject => subject.Text("namespace") is { Length: > 0 } space ? $"{space}/{subject.Text("name")}" : subject.Text("name")));

    private static string Amount(JsonNode? value) => value is null ? "N/A" : value.Text() ?? value.ToJsonString();

    private static string Targets(JsonObject value)
    {
        var current = value["status"].Objects("currentMetrics").ToList();
        return CommonColumns.Joined(value["spec"].Objects("metrics").Select((metric, index) =>
        {
            var kind = (metric.Text("type") ?? "").ToLowerInvariant();
            var source = metric.Child(kind);
            var name = kind == "resource" ? $"{source.Text("name")}: " : "";
            var now = Level(current.ElementAtOrDefault(index)?.Child(kind, "current"));
            return $"{name}{now ?? "<unknown>"}/{Level(source.Child("target")) ?? "<auto>"}";
        }));
    }

    private static string? Level(JsonObject? target) =>
        target.Integer("averageUtilization") is { } percent ? $"{percent}%"
        : target.Text("averageValue") is { } average ? $"{average} (avg)"
        : target.Text("value");
}
