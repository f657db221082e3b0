using k8s.Models;

namespace Modelwright.Operator.Routers;

/// <summary>A router pod as the cache has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Incarnation">Its UID and how often its container was started: with a new process everything pushed before is gone.</param>
/// <param name="Address">Its IP, once it runs.</param>
/// <param name="Ready">It is ready.</param>
/// <param name="Leaving">It is on its way out; its process answers until it ends.</param>
/// <param name="ReadyTime">Since when it is ready.</param>
public sealed record RouterPod(
    string Name, string Incarnation, string? Address, bool Ready, bool Leaving = false, DateTimeOffset? ReadyTime = null)
{
    /// <summary>Reads a pod; null when it is over.</summary>
    public static RouterPod? Of(V1Pod pod)
    {
        if (pod.Status?.Phase is "Succeeded" or "Failed") return null;
        var container = pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == RouterObjects.Container);
        var ready = pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "Ready", Status: "True" });
        return new(pod.Metadata.Name, $"{pod.Metadata.Uid}/{container?.RestartCount ?? 0}",
            container?.State?.Running is null ? null : pod.Status?.PodIP,
            ready is not null, pod.Metadata.DeletionTimestamp is not null, Times.Of(ready?.LastTransitionTime));
    }
}
