using k8s.Models;

namespace Modelwright.Operator.Routers;

/// <summary>A router pod as the cache has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Incarnation">Its UID and how often its container was started: with a new process everything pushed before is gone.</param>
/// <param name="Address">Its IP, once it runs.</param>
/// <param name="Ready">It takes requests.</param>
public sealed record RouterPod(string Name, string Incarnation, string? Address, bool Ready)
{
    /// <summary>Reads a pod; null when it is none of ours to push to: on its way out, or over.</summary>
    public static RouterPod? Of(V1Pod pod)
    {
        if (pod.Metadata.DeletionTimestamp is not null || pod.Status?.Phase is "Succeeded" or "Failed") return null;
        var container = pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == RouterObjects.Container);
        return new(pod.Metadata.Name, $"{pod.Metadata.Uid}/{container?.RestartCount ?? 0}",
            container?.State?.Running is null ? null : pod.Status?.PodIP,
            pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true);
    }
}
