using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Resources.Core;
using Modelwright.LocalCluster.Resources.Custom;
using Modelwright.LocalCluster.Resources.Networking;
using Modelwright.LocalCluster.Resources.Policy;
using Modelwright.LocalCluster.Resources.Workloads;
using Modelwright.LocalCluster.Schema;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Resources;

/// <summary>The resources that exist without any CustomResourceDefinition.</summary>
public static class BuiltInResources
{
    private static readonly ScaleMapping ReplicasScale = new(["spec", "replicas"], ["status", "replicas"], ["spec", "selector"]);

    /// <summary>All of them, core group first.</summary>
    public static IReadOnlyList<ResourceDefinition> All { get; } =
    [
        Core("configmaps", "ConfigMap", "cm") with { Rules = new DataRules() },
        Core("endpoints", "Endpoints", "ep") with { Singular = "endpoints", ListKind = "EndpointsList", Rules = new EndpointsRules() },
        Core("events", "Event", "ev") with
        {
            Rules = new UnversionedRules(),
            SelectableFields =
            [
                "involvedObject.apiVersion", "involvedObject.fieldPath", "involvedObject.kind", "involvedObject.name",
                "involvedObject.namespace",
                "involvedObject.resourceVersion", "involvedObject.uid", "reason", "reportingComponent", "source", "type",
            ],
        },
        Core("namespaces", "Namespace", "ns") with
        {
            Namespaced = false, HasStatus = true, OtherSubresources = ["finalize"], Rules = new NamespaceRules(),
            SelectableFields = ["status.phase"],
        },
        Core("nodes", "Node", "no") with
        {
            Namespaced = false, HasStatus = true, Rules = new NodeRules(), SelectableFields = ["spec.unschedulable"],
        },
        Core("persistentvolumeclaims", "PersistentVolumeClaim", "pvc") with { HasStatus = true, Rules = new VolumeRules(claim: true) },
        Core("persistentvolumes", "PersistentVolume", "pv") with
        {
            Namespaced = false, HasStatus = true, Rules = new VolumeRules(claim: false),
        },
        Core("pods", "Pod", "po") with
        {
            HasStatus = true,
            Categories = ["all"],
            OtherSubresources = ["eviction", "log"],
            Rules = new PodRules(),
            SelectableFields =
            [
                "spec.hostNetwork", "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
                "status.nominatedNodeName", "status.phase", "status.podIP",
            ],
        },
        Core("secrets", "Secret") with { Rules = new SecretRules(), SelectableFields = ["type"] },
        Core("serviceaccounts", "ServiceAccount", "sa") with { OtherSubresources = ["token"], Rules = new UnversionedRules() },
        Core("services", "Service", "svc") with
        {
            HasStatus = true, Categories = ["all"], Rules = new ServiceRules(), SelectableFields = ["spec.clusterIP", "spec.type"],
        },
        Group("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", "crd", "crds") with
        {
            Namespaced = false, HasStatus = true, Categories = ["api-extensions"], Rules = new DefinitionRules(),
        },
        Group("apps", "v1", "controllerrevisions", "ControllerRevision") with { Rules = new ControllerRevisionRules() },
        Group("apps", "v1", "deployments", "Deployment", "deploy") with
        {
            HasStatus = true, Categories = ["all"], Scale = ReplicasScale, Rules = new DeploymentRules(),
        },
        Group("apps", "v1", "replicasets", "ReplicaSet", "rs") with
        {
            HasStatus = true, Categories = ["all"], Scale = ReplicasScale, Rules = new ReplicaSetRules(),
            SelectableFields = ["status.replicas"],
        },
        Review("authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview"),
        Review("authentication.k8s.io", "tokenreviews", "TokenReview"),
        Review("authorization.k8s.io", "localsubjectaccessreviews", "LocalSubjectAccessReview") with { Namespaced = true },
        Review("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview"),
        Review("authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview"),
        Review("authorization.k8s.io", "subjectaccessreviews", "SubjectAccessReview"),
        Group("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa") with
        {
            HasStatus = true, Categories = ["all"], Rules = new AutoscalerRules(),
        },
        Group("autoscaling", "v1", "horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa") with
        {
            StorageApiVersion = "autoscaling/v2",
            Converter = new AutoscalerConverter(),
            HasStatus = true,
            Categories = ["all"],
            Rules = new AutoscalerRules(),
        },
        Group("batch", "v1", "jobs", "Job") with
        {
            HasStatus = true, Categories = ["all"], Rules = new JobRules(), SelectableFields = ["status.successful"],
        },
        Group("coordination.k8s.io", "v1", "leases", "Lease") with { Rules = new UnversionedRules() },
        Group("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice") with { Rules = new EndpointSliceRules() },
        Group("events.k8s.io", "v1", "events", "Event", "ev") with
        {
            Storage = new ResourceKey("", "events"),
            StorageApiVersion = "v1",
            Converter = new EventConverter(),
            Rules = new UnversionedRules(),
            SelectableFields = ["reason", "regarding.kind", "regarding.name", "regarding.namespace", "regarding.uid",
                "reportingController", "type"],
        },
        Group("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", "netpol") with { Rules = new NetworkPolicyRules() },
        Group("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", "pdb") with
        {
            HasStatus = true, Rules = new DisruptionBudgetRules(),
        },
        Rbac("clusterrolebindings", "ClusterRoleBinding") with { Namespaced = false, Rules = new RoleBindingRules(cluster: true) },
        Rbac("clusterroles", "ClusterRole") with { Namespaced = false, Rules = new RoleRules() },
        Rbac("rolebindings", "RoleBinding") with { Rules = new RoleBindingRules(cluster: false) },
        Rbac("roles", "Role") with { Rules = new RoleRules() },
    ];

    private static ResourceDefinition Core(string plural, string kind, params string[] shortNames) =>
        Group("", "v1", plural, kind, shortNames);

    private static ResourceDefinition Review(string group, string plural, string kind) =>
        Group(group, "v1", plural, kind) with { Namespaced = false, IsReview = true, Verbs = ["create"] };

    private static ResourceDefinition Rbac(string plural, string kind) => Group("rbac.authorization.k8s.io", "v1", plural, kind);

    private static ResourceDefinition Group(string group, string version, string plural, string kind, params string[] shortNames) => new()
    {
        Id = new ResourceId(group, version, plural),
        Kind = kind,
        Type = BuiltInTypes.Get($"{(group.Length == 0 ? "core" : group.Split('.')[0])}.{version}.{kind}"),
        Singular = kind.ToLowerInvariant(),
        ShortNames = shortNames,
        Storage = new ResourceKey(group, plural),
        StorageApiVersion = group.Length == 0 ? version : $"{group}/{version}",
    };
}
