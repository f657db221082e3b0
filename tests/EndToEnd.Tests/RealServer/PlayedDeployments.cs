using k8s;
using k8s.Models;
using Modelwright.Runtime.Api;

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>The Deployment controller, with pods made directly: the operator has no interest in ReplicaSets.</summary>
internal sealed class PlayedDeployments(Kubernetes client, IKubeApi api, string @namespace)
{
    private int made;

    /// <summary>Makes or deletes the pods that are missing or too many, and reports.</summary>
    public async Task StepAsync(V1Deployment deployment, IEnumerable<V1Pod> all)
    {
        if (deployment.Metadata.DeletionTimestamp is not null) return;
        var wanted = deployment.Spec.Replicas ?? 1;
        var own = all.Where(pod => pod.Metadata.DeletionTimestamp is null && IsOf(deployment, pod)).OrderByDescending(IsReady).ToList();
        foreach (var surplus in own.Skip(wanted))
        {
            var key = new ObjectKey(@namespace, surplus.Name());
            await api.DeleteAsync(ResourceType.Of<V1Pod>(), key, new DeletePreconditions(surplus.Uid()));
        }

        for (var missing = own.Count; missing < wanted; missing++)
            await client.CoreV1.CreateNamespacedPodAsync(Pod(deployment), @namespace, fieldManager: "played-deployments");
        await ReportAsync(deployment, [.. own.Take(wanted)]);
    }

    private static bool IsOf(V1Deployment deployment, V1Pod pod) =>
        pod.OwnerReferences()?.Any(owner => owner.Uid == deployment.Uid()) == true;

    private static bool IsReady(V1Pod pod) =>
        pod.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;

    private V1Pod Pod(V1Deployment deployment) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = $"{deployment.Name()}-0-{++made:x5}",
            Labels = deployment.Spec.Template.Metadata.Labels,
            Annotations = deployment.Spec.Template.Metadata.Annotations,
            OwnerReferences =
            [
                new V1OwnerReference
                {
                    ApiVersion = "apps/v1",
                    Kind = "ReplicaSet",
                    Name = $"{deployment.Name()}-0",
                    Uid = deployment.Uid(),
                    Controller = true,
                    BlockOwnerDeletion = true,
                },
            ],
        },
        Spec = deployment.Spec.Template.Spec,
    };

    private async Task ReportAsync(V1Deployment deployment, List<V1Pod> own)
    {
        var ready = own.Count(IsReady);
        var status = new V1DeploymentStatus
        {
            ObservedGeneration = deployment.Metadata.Generation,
            Replicas = own.Count,
            UpdatedReplicas = own.Count,
            ReadyReplicas = ready,
            AvailableReplicas = ready,
            UnavailableReplicas = (deployment.Spec.Replicas ?? 1) - ready,
        };
        if (KubernetesJson.Serialize(status) == KubernetesJson.Serialize(deployment.Status)) return;
        await client.AppsV1.PatchNamespacedDeploymentStatusAsync(
            StatusPatch.Of(deployment, status), deployment.Name(), @namespace, fieldManager: "played-deployments");
    }
}
