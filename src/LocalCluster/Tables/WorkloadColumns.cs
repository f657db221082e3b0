using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Tables;

/// <summary>What <c>kubectl get</c> prints of Deployments, ReplicaSets and Jobs.</summary>
internal static class WorkloadColumns
{
    private static readonly TableColumn[] Template =
    [
        CommonColumns.Wide(CommonColumns.Of("Containers", value => Containers(value, "name"))),
        CommonColumns.Wide(CommonColumns.Of("Images", value => Containers(value, "image"))),
        CommonColumns.Wide(CommonColumns.Of("Selector", Selector)),
    ];

    public static IReadOnlyList<TableColumn> Deployments { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Ready", value => $"{value.Integer("status", "readyReplicas") ?? 0}/{value.Integer("spec", "replicas") ?? 0}"),
        CommonColumns.Number("Up-to-date", "status", "updatedReplicas"),
        CommonColumns.Number("Available", "status", "availableReplicas"),
        CommonColumns.Age,
        .. Template,
    ];

    public static IReadOnlyList<TableColumn> ControllerRevisions { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Controller", Owner),
        CommonColumns.Number("Revision", "revision"),
        CommonColumns.Age,
    ];

    public static IReadOnlyList<TableColumn> ReplicaSets { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Number("Desired", "spec", "replicas"),
        CommonColumns.Number("Current", "status", "replicas"),
        CommonColumns.Number("Ready", "status", "readyReplicas"),
        CommonColumns.Age,
        .. Template,
    ];

    public static IReadOnlyList<TableColumn> Jobs { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Status", JobStatus),
        CommonColumns.Of("Completions", value => value.Integer("spec", "completions") is { } wanted
            ? $"{value.Integer("status", "succeeded") ?? 0}/{wanted}"
            : $"{value.Integer("status", "succeeded") ?? 0}/1"),
        new TableColumn("Duration", JobDuration),
        CommonColumns.Age,
        .. Template,
    ];

    private static string Containers(JsonObject value, string field) =>
        CommonColumns.Joined(value.At("spec", "template", "spec").Objects("containers").Select(container => container.Text(field) ?? ""));

    private static string Selector(JsonObject value) => LabelSelector.FromObject(value.Child("spec", "selector")).ToString();

    private static string JobStatus(JsonObject value)
    {
        bool Holds(string type) => value["status"].Objects("conditions")
            .Any(one => one.Text("type") == type && one.Text("status") == "True");
        return Holds("Complete") ? "Complete"
            : Holds("Failed") ? "Failed"
            : value.Text("metadata", "deletionTimestamp") is not null ? "Terminating"
            : Holds("Suspended") ? "Suspended"
            : Holds("FailureTarget") ? "FailureTarget"
            : Holds("SuccessCriteriaMet") ? "SuccessCriteriaMet"
            : "Running";
    }

    /// <summary>The controlling owner, as <c>model.modelwright.io/fraud</c>.</summary>
    private static string Owner(JsonObject value)
    {
        if (Controllers.Owners.Controller(value) is not { } owner) return "<none>";
        var version = owner.Text("apiVersion") ?? "";
        var group = version.Contains('/') ? $".{version[..version.IndexOf('/')]}" : "";
        return $"{(owner.Text("kind") + group).ToLowerInvariant()}/{owner.Text("name")}";
    }

    private static JsonNode? JobDuration(JsonObject value, DateTimeOffset now) =>
        Timestamps.Parse(value.Text("status", "startTime")) is not { } start ? ""
        : HumanDuration.Text((Timestamps.Parse(value.Text("status", "completionTime")) ?? now) - start);
}
