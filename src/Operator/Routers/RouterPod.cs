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
    /// <summary>The Secrets that it has mounted, there or not.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>
    /// A pod of the router Deployment: it has the labels, and a ReplicaSet of the Deployment's controls it. Labels alone would let
    /// everybody who may create pods ask for the operator's token.
    /// </summary>
    public static bool IsRouter(V1Pod pod) =>
        HasLabels(pod.Metadata) && pod.Metadata.OwnerReferences?.FirstOrDefault(owner => owner.Controller == true) is
        { ApiVersion: "apps/v1", Kind: "ReplicaSet", Uid.Length: > 0 } set
        && set.Name.StartsWith($"{Names.Router}-", StringComparison.Ordinal)
        && pod.Metadata.Name.StartsWith($"{set.Name}-", StringComparison.Ordinal);

    /// <summary>Reads a pod; null when it is over.</summary>
    public static RouterPod? Of(V1Pod pod)
    {
        if (pod.Status?.Phase is "Succeeded" or "Failed") return null;
        var container = pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == RouterObjects.Container);
        var ready = pod.Status?.Conditions?.FirstOrDefault(condition => condition is { Type: "Ready", Status: "True" });
        return new(pod.Metadata.Name, $"{pod.Metadata.Uid}/{container?.RestartCount ?? 0}",
            container?.State?.Running is null ? null : pod.Status?.PodIP,
            ready is not null, pod.Metadata.DeletionTimestamp is not null, Times.Of(ready?.LastTransitionTime))
        {
            Secrets = RouterSecrets.Of(pod),
        };
    }

    private static bool HasLabels(V1ObjectMeta metadata) =>
        RouterObjects.Labels.All(label => metadata.Labels?.TryGetValue(label.Key, out var value) == true && value == label.Value);
}
