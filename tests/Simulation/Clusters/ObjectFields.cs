using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.Simulation.Clusters;

/// <summary>Short names for the fields that simulations read most.</summary>
public static class ObjectFields
{
    public static string Name(this JsonObject item) => item.Text("metadata", "name") ?? "";

    public static string Namespace(this JsonObject item) => item.Text("metadata", "namespace") ?? "";

    public static string Uid(this JsonObject item) => item.Text("metadata", "uid") ?? "";

    public static bool IsDeleting(this JsonObject item) => item.Text("metadata", "deletionTimestamp") is not null;

    public static string? Label(this JsonObject item, string name) => item.Text("metadata", "labels", name);

    public static string? ConditionStatus(this JsonObject item, string type) => item.Condition(type)?.Text("status");

    public static JsonObject? Condition(this JsonObject item, string type) =>
        item.Objects("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);

    /// <summary>A pod that takes requests.</summary>
    public static bool IsReadyPod(this JsonObject pod) => !pod.IsDeleting() && pod.ConditionStatus("Ready") == "True";

    public static string ToApiTime(this DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
