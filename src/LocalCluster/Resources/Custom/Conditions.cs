using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;

namespace Modelwright.LocalCluster.Resources.Custom;

/// <summary>Conditions in a CustomResourceDefinition's status.</summary>
internal static class Conditions
{
    public static bool IsTrue(JsonObject value, string type) =>
        value["status"].Objects("conditions").Any(condition => condition.Text("type") == type && condition.Text("status") == "True");

    /// <summary>Sets a condition; its time moves only when its status does.</summary>
    public static void Set(JsonObject status, string type, bool holds, string reason, string message, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray conditions) status["conditions"] = conditions = [];
        var condition = conditions.OfType<JsonObject>().FirstOrDefault(one => one.Text("type") == type);
        if (condition is null) conditions.Add(condition = new JsonObject { ["type"] = type });
        var text = holds ? "True" : "False";
        if (condition.Text("status") != text) condition["lastTransitionTime"] = Timestamps.Seconds(now);
        condition["status"] = text;
        condition["reason"] = reason;
        condition["message"] = message;
    }
}
