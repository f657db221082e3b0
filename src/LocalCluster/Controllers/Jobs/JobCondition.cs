using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Jobs;

/// <summary>Conditions of Jobs, which carry a probe time too.</summary>
internal static class JobCondition
{
    public const string Complete = "Complete";
    public const string Failed = "Failed";
    public const string FailureTarget = "FailureTarget";
    public const string SuccessCriteriaMet = "SuccessCriteriaMet";
    public const string Suspended = "Suspended";

    public static bool IsFinished(JsonObject job) => Conditions.IsTrue(job, Complete) || Conditions.IsTrue(job, Failed);

    /// <summary>When the Job came to its end, or null.</summary>
    public static DateTimeOffset? FinishedAt(JsonObject job) =>
        (Conditions.IsTrue(job, Complete) ? Conditions.Find(job, Complete)
            : Conditions.IsTrue(job, Failed) ? Conditions.Find(job, Failed) : null)?.Time("lastTransitionTime");

    /// <summary>Sets a condition in <c>status.conditions</c>. A new one is not added as False. True when something changed.</summary>
    public static bool Set(JsonObject status, ConditionState state, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray conditions) status["conditions"] = conditions = [];
        var existing = conditions.OfType<JsonObject>().FirstOrDefault(condition => condition.Text("type") == state.Type);
        if (existing is null && state.Status == "False")
        {
            if (conditions.Count == 0) status.Remove("conditions");
            return false;
        }

        if (existing?.Text("status") == state.Status && existing.Text("reason") == state.Reason
            && existing.Text("message") == state.Message)
            return false;
        var condition = new JsonObject
        {
            ["type"] = state.Type,
            ["status"] = state.Status,
            ["lastProbeTime"] = now.ToApiTime(),
            ["lastTransitionTime"] = now.ToApiTime(),
            ["reason"] = state.Reason,
            ["message"] = state.Message,
        };
        if (existing is null) conditions.Add(condition);
        else conditions[conditions.IndexOf(existing)] = condition;
        return true;
    }
}
