using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Resources;

/// <summary>The resources that exist without any CustomResourceDefinition.</summary>
public static class BuiltInResources
{
    private static readonly ScaleMapping ReplicasScale = new(["spec", "replicas"], ["status", "replicas"], ["spec", "selector"]);

    /// <summary>All of them, core group first.</summary>
    public static IReadOnlyList<ResourceDefinition> All { get; } =
    [
        Core("configmaps", "ConfigMap", "cm"),
        Core("endpoints", "Endpoints", "ep") with { Singular = "endpoints" },
        Core("events", "Event", "ev"),
        Core("namespaces", "Namespace", "ns") with { Namespaced = false, HasStatus = true, OtherSubresources = ["finalize"] },
        Core("nodes", "Node", "no") with { Namespaced = false, HasStatus = true },
        Core("persistentvolumeclaims", "PersistentVolumeClaim", "pvc") with { HasStatus = true },
        Core("persistentvolumes", "PersistentVolume", "pv") with { Namespaced = false, HasStatus = true },
        Core("pods", "Pod", "po") with { HasStatus = true, Categories = ["all"], OtherSubresources = ["log", "eviction"] },
        Core("secrets", "Secret"),
        Core("serviceaccounts", "ServiceAccount", "sa") with { OtherSubresources = ["token"] },
        Core("services", "Service", "svc") with { HasStatus = true, Categories = ["all"] },
        Group("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", "crd", "crds") with
        {
            Namespaced = false, HasStatus = true, Categories = ["api-extensions"],
        },
        Group("apps", "v1", "deployments", "Deployment", "deploy") with { HasStatus = true, Categories = ["all"], Scale = ReplicasScale },
        Group("apps", "v1", "replicasets", "ReplicaSet", "rs") with { HasStatus = true, Categories = ["all"], Scale = ReplicasScale },
        Group("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa") with { HasStatus = true, Categories = ["all"] },
        Group("batch", "v1", "jobs", "Job") with { HasStatus = true, Categories = ["all"] },
        Group("coordination.k8s.io", "v1", "leases", "Lease"),
        Group("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice"),
        Group("events.k8s.io", "v1", "events", "Event", "ev") with { Storage = new("", "events"), StorageApiVersion = "v1" },
        Group("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", "netpol"),
        Group("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", "pdb") with { HasStatus = true },
        Group("rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding") with { Namespaced = false },
        Group("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole") with { Namespaced = false },
        Group("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding"),
        Group("rbac.authorization.k8s.io", "v1", "roles", "Role"),
    ];

    private static ResourceDefinition Core(string plural, string kind, params string[] shortNames) => Group("", "v1", plural, kind, shortNames);

    private static ResourceDefinition Group(string group, string version, string plural, string kind, params string[] shortNames) => new()
    {
        Id = new ResourceId(group, version, plural),
        Kind = kind,
        Singular = kind.ToLowerInvariant(),
        ShortNames = shortNames,
        Storage = new ResourceKey(group, plural),
        StorageApiVersion = group.Length == 0 ? version : $"{group}/{version}",
    };
}
