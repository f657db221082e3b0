using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.ReplicaSets;

/// <summary>What controllers ask of a pod.</summary>
internal static class PodState
{
    public static string Phase(JsonObject pod) => pod.Text("status", "phase") ?? "Pending";

    public static bool HasEnded(JsonObject pod) => Phase(pod) is "Succeeded" or "Failed";

    public static bool IsActive(JsonObject pod) => !HasEnded(pod) && !pod.IsDeleting();

    public static bool IsReady(JsonObject pod) => Conditions.IsTrue(pod, "Ready");

    public static DateTimeOffset? ReadySince(JsonObject pod) =>
        IsReady(pod) ? Conditions.Find(pod, "Ready")!.Time("lastTransitionTime") : null;

    /// <summary>Ready for at least <paramref name="minReady"/>.</summary>
    public static bool IsAvailable(JsonObject pod, TimeSpan minReady, DateTimeOffset now) =>
        IsReady(pod) && (minReady == TimeSpan.Zero || (ReadySince(pod) is { } since && since + minReady <= now));

    public static IEnumerable<string> ClaimsOf(JsonObject pod) =>
        pod.Items("spec", "volumes").Select(volume => volume.Text("persistentVolumeClaim", "claimName")).OfType<string>();

    public static long Restarts(JsonObject pod) => pod.Items("status", "containerStatuses").Sum(c => c.Number("restartCount") ?? 0);

    /// <summary>
    /// The order in which a ReplicaSet gives pods up: not placed, not running, not ready, ready for the shortest time, most restarts,
    /// newest.
    /// </summary>
    public static IEnumerable<JsonObject> CheapestToDeleteFirst(IEnumerable<JsonObject> pods) => pods
        .OrderBy(pod => pod.Text("spec", "nodeName") is null ? 0 : 1)
        .ThenBy(pod => Phase(pod) == "Running" ? 1 : 0)
        .ThenBy(pod => IsReady(pod) ? 1 : 0)
        .ThenBy(pod => pod.Number("metadata", "annotations", "controller.kubernetes.io/pod-deletion-cost") ?? 0)
        .ThenByDescending(pod => ReadySince(pod) ?? DateTimeOffset.MinValue)
        .ThenByDescending(Restarts)
        .ThenByDescending(pod => pod.Time("metadata", "creationTimestamp") ?? DateTimeOffset.MinValue)
        .ThenByDescending(pod => pod.Name(), StringComparer.Ordinal);
}
