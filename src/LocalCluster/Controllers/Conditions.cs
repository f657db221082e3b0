using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>Entries of <c>status.conditions</c>.</summary>
internal static class Conditions
{
    public static JsonObject? Find(JsonObject item, string type) =>
        item.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);

    public static bool IsTrue(JsonObject item, string type) => Find(item, type)?.Text("status") == "True";

    /// <summary>Sets a condition in a copy of <c>status.conditions</c>; <c>lastTransitionTime</c> changes only with the status.</summary>
    public static void Set(JsonArray conditions, ConditionState state, DateTimeOffset now, bool withUpdateTime = false)
    {
        var existing = conditions.OfType<JsonObject>().FirstOrDefault(condition => condition.Text("type") == state.Type);
        var sameStatus = existing is not null && existing.Text("status") == state.Status;
        if (sameStatus && existing!.Text("reason") == state.Reason && existing!.Text("message") == state.Message) return;
        var condition = new JsonObject { ["type"] = state.Type, ["status"] = state.Status };
        if (withUpdateTime) condition["lastUpdateTime"] = now.ToApiTime();
        condition["lastTransitionTime"] = sameStatus ? existing!.Text("lastTransitionTime") : now.ToApiTime();
        if (state.Reason is not null) condition["reason"] = state.Reason;
        if (state.Message is not null) condition["message"] = state.Message;
        if (existing is null) conditions.Add(condition);
        else conditions[conditions.IndexOf(existing)] = condition;
    }
}
