using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>The built-in resources that the cluster's controllers and node work on.</summary>
internal static class KnownResources
{
    public static readonly ResourceId ClusterRoles = new("rbac.authorization.k8s.io", "v1", "clusterroles");
    public static readonly ResourceId ConfigMaps = new("", "v1", "configmaps");
    public static readonly ResourceId CustomResourceDefinitions = new("apiextensions.k8s.io", "v1", "customresourcedefinitions");
    public static readonly ResourceId Deployments = new("apps", "v1", "deployments");
    public static readonly ResourceId Endpoints = new("", "v1", "endpoints");
    public static readonly ResourceId EndpointSlices = new("discovery.k8s.io", "v1", "endpointslices");
    public static readonly ResourceId Events = new("", "v1", "events");
    public static readonly ResourceId Jobs = new("batch", "v1", "jobs");
    public static readonly ResourceId Namespaces = new("", "v1", "namespaces");
    public static readonly ResourceId Nodes = new("", "v1", "nodes");
    public static readonly ResourceId PersistentVolumeClaims = new("", "v1", "persistentvolumeclaims");
    public static readonly ResourceId PersistentVolumes = new("", "v1", "persistentvolumes");
    public static readonly ResourceId Pods = new("", "v1", "pods");
    public static readonly ResourceId ReplicaSets = new("apps", "v1", "replicasets");
    public static readonly ResourceId Secrets = new("", "v1", "secrets");
    public static readonly ResourceId ServiceAccounts = new("", "v1", "serviceaccounts");
    public static readonly ResourceId Services = new("", "v1", "services");
}
