using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Tables;

/// <summary>Finds the columns of a resource.</summary>
internal static class Columns
{
    private static readonly IReadOnlyList<TableColumn> Default = [CommonColumns.Name, CommonColumns.Age];

    public static IReadOnlyList<TableColumn> Of(ResourceDefinition resource) => resource.Columns ?? resource.Id.Plural switch
    {
        "configmaps" => CoreColumns.ConfigMaps,
        "secrets" => CoreColumns.Secrets,
        "serviceaccounts" => CoreColumns.ServiceAccounts,
        "namespaces" => CoreColumns.Namespaces,
        "nodes" => CoreColumns.Nodes,
        "persistentvolumeclaims" => CoreColumns.Claims,
        "persistentvolumes" => CoreColumns.Volumes,
        "events" => EventColumns.All,
        "pods" => PodColumns.All,
        "controllerrevisions" => WorkloadColumns.ControllerRevisions,
        "deployments" => WorkloadColumns.Deployments,
        "replicasets" => WorkloadColumns.ReplicaSets,
        "jobs" => WorkloadColumns.Jobs,
        "services" => NetworkColumns.Services,
        "endpoints" => NetworkColumns.Endpoints,
        "endpointslices" => NetworkColumns.EndpointSlices,
        "networkpolicies" => NetworkColumns.Policies,
        "horizontalpodautoscalers" => PolicyColumns.Autoscalers,
        "poddisruptionbudgets" => PolicyColumns.Budgets,
        "leases" => PolicyColumns.Leases,
        "roles" or "clusterroles" or "customresourcedefinitions" => PolicyColumns.Roles,
        "rolebindings" or "clusterrolebindings" => PolicyColumns.Bindings,
        _ => Default,
    };
}
