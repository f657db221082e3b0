using System.Text.Json.Nodes;
using Modelwright.Crds;

namespace Modelwright.CrdGen.Rbac;

/// <summary>The objects in <c>config/rbac</c>.</summary>
public static class RbacFiles
{
    /// <summary>The namespace the operator runs in.</summary>
    public const string Namespace = "modelwright-system";

    /// <summary>The operator's service account and roles.</summary>
    public const string Operator = "modelwright-operator";

    private const string RbacVersion = "rbac.authorization.k8s.io/v1";

    // Only the operator's own lease is meant, so these rights hold in the operator's namespace alone.
    private const string LeaseGroup = "coordination.k8s.io";

    private static readonly string[] Write = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"];

    /// <summary>The operator's account, its rights in the whole cluster, and its rights in its own namespace.</summary>
    public static IReadOnlyList<JsonObject> OfOperator(IReadOnlyList<Grant> grants)
    {
        var cluster = RbacRules.From(grants.Where(grant => grant.Group != LeaseGroup));
        var own = RbacRules.From(grants.Where(grant => grant.Group == LeaseGroup));
        var documents = new List<JsonObject>
        {
            new() { ["apiVersion"] = "v1", ["kind"] = "ServiceAccount", ["metadata"] = Metadata(Operator, Namespace) },
            Role("ClusterRole", Metadata(Operator), cluster),
            Binding("ClusterRoleBinding", "ClusterRole", Metadata(Operator)),
        };
        if (own.Count > 0)
        {
            documents.Add(Role("Role", Metadata(Operator, Namespace), own));
            documents.Add(Binding("RoleBinding", "Role", Metadata(Operator, Namespace)));
        }

        return documents;
    }

    /// <summary>
    /// Roles for people, added to the cluster's own <c>view</c>, <c>edit</c> and <c>admin</c> by aggregation, so that who may edit
    /// Deployments in a namespace may edit Models there. Status is the operator's. What people decide about each other's work is for
    /// approvers: who may write it can approve.
    /// </summary>
    public static IReadOnlyList<JsonObject> OfPeople(
        IReadOnlyCollection<string> resources, IReadOnlyCollection<string> scalable, IReadOnlyCollection<string> approved) =>
    [
        Role("ClusterRole", Aggregated("modelwright-view", "view", "edit", "admin"),
            RbacRules.From(Grants(resources, "get", "list", "watch"))),
        Role("ClusterRole", Aggregated("modelwright-edit", "edit", "admin"), RbacRules.From(
        [
            .. Grants(resources.Except(approved), Write),
            .. Grants(approved, "get", "list", "watch"),
            .. Grants(scalable.Select(resource => resource + "/scale"), "get", "update", "patch"),
        ])),
        Role("ClusterRole", Aggregated("modelwright-approver", "admin"), RbacRules.From(Grants(approved, Write))),
    ];

    private static IEnumerable<Grant> Grants(IEnumerable<string> resources, params string[] verbs) =>
        resources.SelectMany(resource => verbs.Select(verb => new Grant(ApiGroup.Name, resource, verb)));

    private static JsonObject Role(string kind, JsonObject metadata, JsonArray rules) =>
        new() { ["apiVersion"] = RbacVersion, ["kind"] = kind, ["metadata"] = metadata, ["rules"] = rules };

    private static JsonObject Binding(string kind, string roleKind, JsonObject metadata) => new()
    {
        ["apiVersion"] = RbacVersion,
        ["kind"] = kind,
        ["metadata"] = metadata,
        ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = roleKind, ["name"] = Operator },
        ["subjects"] = new JsonArray(new JsonObject { ["kind"] = "ServiceAccount", ["name"] = Operator, ["namespace"] = Namespace }),
    };

    private static JsonObject Metadata(string name, string? ns = null)
    {
        var metadata = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { ["app.kubernetes.io/part-of"] = "modelwright" } };
        if (ns is not null) metadata["namespace"] = ns;
        return metadata;
    }

    private static JsonObject Aggregated(string name, params string[] into)
    {
        var metadata = Metadata(name);
        foreach (var role in into) metadata["labels"]![$"rbac.authorization.k8s.io/aggregate-to-{role}"] = "true";
        return metadata;
    }
}
