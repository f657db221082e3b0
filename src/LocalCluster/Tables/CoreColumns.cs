using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tables;

/// <summary>What <c>kubectl get</c> prints of the small kinds of the core group.</summary>
internal static class CoreColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static IReadOnlyList<TableColumn> ConfigMaps { get; } =
        [CommonColumns.Name, DataCount("data", "binaryData"), CommonColumns.Age];

    public static IReadOnlyList<TableColumn> Secrets { get; } =
        [CommonColumns.Name, CommonColumns.Text("Type", "type"), DataCount("data"), CommonColumns.Age];

    public static IReadOnlyList<TableColumn> ServiceAccounts { get; } =
        [CommonColumns.Name, new TableColumn("Secrets", (value, _) => value.Objects("secrets").Count()) { Type = "integer" },
            CommonColumns.Age];

    public static IReadOnlyList<TableColumn> Namespaces { get; } =
        [CommonColumns.Name, CommonColumns.Text("Status", "status", "phase"), CommonColumns.Age];

    public static IReadOnlyList<TableColumn> Nodes { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Status", NodeStatus),
        CommonColumns.Of("Roles", value => CommonColumns.Joined((value.Child("metadata", "labels") ?? []).Select(label => label.Key)
            .Where(label => label.StartsWith(RolePrefix, StringComparison.Ordinal)).Select(label => label[RolePrefix.Length..])
                .Order(StringComparer.Ordinal))),
        CommonColumns.Age,
        CommonColumns.Text("Version", "status", "nodeInfo", "kubeletVersion"),
        CommonColumns.Wide(CommonColumns.Of("Internal-IP", value => Address(value, "InternalIP"))),
        CommonColumns.Wide(CommonColumns.Of("External-IP", value => Address(value, "ExternalIP"))),
        CommonColumns.Wide(CommonColumns.Text("OS-Image", "status", "nodeInfo", "osImage")),
        CommonColumns.Wide(CommonColumns.Text("Kernel-Version", "status", "nodeInfo", "kernelVersion")),
        CommonColumns.Wide(CommonColumns.Text("Container-Runtime", "status", "nodeInfo", "containerRuntimeVersion")),
    ];

    public static IReadOnlyList<TableColumn> Claims { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Text("Status", "status", "phase"),
        new TableColumn("Volume", (value, _) => value.Text("spec", "volumeName") ?? ""),
        new TableColumn("Capacity", (value, _) => value.Text("status", "capacity", "storage") ?? ""),
        new TableColumn("Access Modes", (value, _) => AccessModes(value["status"])),
        new TableColumn("StorageClass", (value, _) => value.Text("spec", "storageClassName") ?? ""),
        CommonColumns.Of("VolumeAttributesClass", value => value.Text("spec", "volumeAttributesClassName") ?? "<unset>"),
        CommonColumns.Age,
        CommonColumns.Wide(CommonColumns.Text("VolumeMode", "spec", "volumeMode")),
    ];

    public static IReadOnlyList<TableColumn> Volumes { get; } =
    [
        CommonColumns.Name,
        new TableColumn("Capacity", (value, _) => value.Text("spec", "capacity", "storage") ?? ""),
        new TableColumn("Access Modes", (value, _) => AccessModes(value["spec"])),
        CommonColumns.Text("Reclaim Policy", "spec", "persistentVolumeReclaimPolicy"),
        CommonColumns.Text("Status", "status", "phase"),
        new TableColumn("Claim",
            (value, _) => value.Child("spec", "claimRef") is { } claim ? $"{claim.Text("namespace")}/{claim.Text("name")}" : ""),
        new TableColumn("StorageClass", (value, _) => value.Text("spec", "storageClassName") ?? ""),
        CommonColumns.Of("VolumeAttributesClass", value => value.Text("spec", "volumeAttributesClassName") ?? "<unset>"),
        new TableColumn("Reason", (value, _) => value.Text("status", "reason") ?? ""),
        CommonColumns.Age,
        CommonColumns.Wide(CommonColumns.Text("VolumeMode", "spec", "volumeMode")),
    ];

    private static TableColumn DataCount(params string[] members) =>
        new("Data", (value, _) => members.Sum(member => value.Child(member)?.Count ?? 0)) { Type = "integer" };

    private static string NodeStatus(JsonObject node)
    {
        var ready = node["status"].Objects("conditions").FirstOrDefault(one => one.Text("type") == "Ready").Text("status");
        var text = ready switch { "True" => "Ready", null => "Unknown", _ => "NotReady" };
        return node.Flag("spec", "unschedulable") == true ? text + ",SchedulingDisabled" : text;
    }

    private static string? Address(JsonObject node, string type) =>
        node["status"].Objects("addresses").FirstOrDefault(one => one.Text("type") == type).Text("address");

    private static string AccessModes(JsonNode? parent) => string.Join(",", parent.Texts("accessModes").Select(mode => mode switch
    {
        "ReadWriteOnce" => "RWO",
        "ReadOnlyMany" => "ROX",
        "ReadWriteMany" => "RWX",
        "ReadWriteOncePod" => "RWOP",
        _ => mode,
    }));
}
