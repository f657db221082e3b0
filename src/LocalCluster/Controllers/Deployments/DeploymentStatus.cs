using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Deployments;

/// <summary>The status that a Deployment should show. Pure.</summary>
internal static class DeploymentStatus
{
    public static JsonObject Of(
        DeploymentView deployment, ReplicaSetView? current, IReadOnlyCollection<ReplicaSetView> all, DateTimeOffset now)
    {
        var old = deployment.Object.Map("status");
        var status = old?.Copy() ?? [];
        var replicas = all.Sum(set => set.CurrentReplicas);
        var available = all.Sum(set => set.AvailableReplicas);
        status["observedGeneration"] = deployment.Object.Number("metadata", "generation") ?? 0;
        SetCount(status, "replicas", replicas);
        SetCount(status, "updatedReplicas", current?.CurrentReplicas ?? 0);
        SetCount(status, "readyReplicas", all.Sum(set => set.ReadyReplicas));
        SetCount(status, "availableReplicas", available);
        SetCount(status, "unavailableReplicas", Math.Max(0, Math.Max(replicas, deployment.Replicas) - available));
        var conditions = status["conditions"] as JsonArray ?? [];
        status["conditions"] = conditions;
        Conditions.Set(conditions, Available(deployment, available), now, withUpdateTime: true);
        SetFailure(conditions, all, now);
        if (Progress(deployment, current, old ?? [], status, now) is { } progress) SetProgress(conditions, progress, now);
        return status;
    }

    /// <summary>When the rollout runs out of time, unless it progresses before; null: it is over or has no limit.</summary>
    public static DateTimeOffset? Deadline(DeploymentView deployment, JsonObject status)
    {
        var condition = Find(status, "Progressing");
        if (deployment.Paused || condition?.Text("reason") is null or "NewReplicaSetAvailable" or "ProgressDeadlineExceeded") return null;
        return condition.Time("lastUpdateTime") + deployment.ProgressDeadline + TimeSpan.FromSeconds(1);
    }

    public static bool IsComplete(DeploymentView deployment, JsonObject status) =>
        status.Number("updatedReplicas") is var updated && (updated ?? 0) == deployment.Replicas
        && (status.Number("replicas") ?? 0) == deployment.Replicas
        && (status.Number("availableReplicas") ?? 0) == deployment.Replicas;

    private static void SetCount(JsonObject status, string name, int count)
    {
        if (count == 0) status.Remove(name);
        else status[name] = count;
    }

    private static ConditionState Available(DeploymentView deployment, int available) => available >= deployment.MinAvailable
        ? new("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
        : new("Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");

    private static void SetFailure(JsonArray conditions, IReadOnlyCollection<ReplicaSetView> all, DateTimeOffset now)
    {
        var failure = all.Select(set => Conditions.Find(set.Object, "ReplicaFailure")).FirstOrDefault(found => found is not null);
        var shown = conditions.OfType<JsonObject>().FirstOrDefault(condition => condition.Text("type") == "ReplicaFailure");
        if (failure is null && shown is not null) conditions.Remove(shown);
        if (failure is null) return;
        var state = new ConditionState("ReplicaFailure", "True", failure.Text("reason"), failure.Text("message"));
        Conditions.Set(conditions, state, now, withUpdateTime: true);
    }

    private static ConditionState? Progress(
        DeploymentView deployment, ReplicaSetView? current, JsonObject before, JsonObject after, DateTimeOffset now)
    {
        var shown = Find(before, "Progressing");
        if (deployment.Paused) return new("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused");
        if (shown?.Text("reason") == "DeploymentPaused") return new("Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed");
        var name = current?.Name ?? deployment.Object.Name();
        if (IsComplete(deployment, after))
            return new("Progressing", "True", "NewReplicaSetAvailable", $"ReplicaSet \"{name}\" has successfully progressed.");
        var rolling = (after.Number("replicas") ?? 0) != (after.Number("updatedReplicas") ?? 0);
        if (shown?.Text("reason") == "NewReplicaSetAvailable" && !rolling) return null;
        if (shown is null) return new("Progressing", "True", "NewReplicaSetCreated", $"Created new replica set \"{name}\"");
        if (HasMoved(before, after)) return new("Progressing", "True", "ReplicaSetUpdated", $"ReplicaSet \"{name}\" is progressing.");
        var late = shown.Text("reason") is not ("NewReplicaSetAvailable" or "ProgressDeadlineExceeded")
            && shown.Time("lastUpdateTime") + deployment.ProgressDeadline < now;
        return late
            ? new("Progressing", "False", "ProgressDeadlineExceeded", $"ReplicaSet \"{name}\" has timed out progressing.")
            : null;
    }

    private static bool HasMoved(JsonObject before, JsonObject after)
    {
        static long Count(JsonObject status, string name) => status.Number(name) ?? 0;
        return Count(after, "updatedReplicas") > Count(before, "updatedReplicas")
            || Count(after, "replicas") - Count(after, "updatedReplicas") < Count(before, "replicas") - Count(before, "updatedReplicas")
            || Count(after, "readyReplicas") > Count(before, "readyReplicas")
            || Count(after, "availableReplicas") > Count(before, "availableReplicas");
    }

    /// <summary>Unlike other conditions, progress renews <c>lastUpdateTime</c> each time: the deadline counts from there.</summary>
    private static void SetProgress(JsonArray conditions, ConditionState state, DateTimeOffset now)
    {
        var shown = conditions.OfType<JsonObject>().FirstOrDefault(condition => condition.Text("type") == state.Type);
        if (shown?.Text("reason") == state.Reason && state.Reason == "ReplicaSetUpdated") shown!["lastUpdateTime"] = now.ToApiTime();
        Conditions.Set(conditions, state, now, withUpdateTime: true);
    }

    private static JsonObject? Find(JsonObject status, string type) =>
        status.Items("conditions").FirstOrDefault(condition => condition.Text("type") == type);
}
