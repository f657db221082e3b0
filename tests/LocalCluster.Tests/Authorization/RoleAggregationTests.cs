using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers.Roles;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tests.Controllers;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Authorization;

public sealed class RoleAggregationTests : IDisposable
{
    private static readonly ResourceId ClusterRoles = new("rbac.authorization.k8s.io", "v1", "clusterroles");

    private readonly TestCluster cluster = new(test =>
        [new RoleAggregationController(test.Server.Client("clusterrole-aggregation-controller"), test.Time, NullLogger.Instance)]);

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void View_edit_and_admin_hold_the_rules_of_those_below()
    {
        Rules("view").ShouldBe(Rules("system:aggregate-to-view"));
        Rules("edit").ShouldBeSubsetOf(Rules("admin"));
        Rules("view").ShouldBeSubsetOf(Rules("edit"));
        Rules("system:aggregate-to-edit").ShouldBeSubsetOf(Rules("edit"));
        Rules("edit").ShouldAllBe(rule => !rule.Contains("rolebindings", StringComparison.Ordinal));
    }

    [Fact]
    public void Labelled_roles_come_and_go()
    {
        foreach (var document in File.ReadAllText(Repository.File("config", "rbac", "people.yaml")).Split("\n---\n"))
            cluster.Create(ClusterRoles, document);
        Rules("view").ShouldContain(rule => rule.Contains("modelversions", StringComparison.Ordinal));
        Rules("edit").ShouldContain(rule => rule.Contains("models/scale", StringComparison.Ordinal));
        Rules("admin").ShouldContain(rule => rule.Contains("models/scale", StringComparison.Ordinal));
        Rules("view").ShouldNotContain(rule => rule.Contains("models/scale", StringComparison.Ordinal));
        Rules("edit").ShouldContain(rule => rule.Contains("promotions", StringComparison.Ordinal));
        Rules("edit").ShouldNotContain(WritesPromotions);
        Rules("admin").ShouldContain(WritesPromotions);

        cluster.Api.Mutate(ClusterRoles, null, "modelwright-edit", role =>
        {
            ((JsonObject)role["metadata"]!).Remove("labels");
            return true;
        });
        cluster.Settle();
        Rules("admin").ShouldNotContain(rule => rule.Contains("models/scale", StringComparison.Ordinal));
        cluster.Api.Delete(ClusterRoles, null, "modelwright-view");
        cluster.Settle();
        Rules("view").ShouldBe(Rules("system:aggregate-to-view"));
    }

    [Fact]
    public void Settled_roles_are_left_alone()
    {
        var revision = cluster.Server.Revision;
        cluster.Create(ClusterRoles, "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: "
            + "unrelated}, rules: []}");
        cluster.Server.Revision.ShouldBe(revision + 1);
    }

    private static readonly System.Linq.Expressions.Expression<Func<string, bool>> WritesPromotions = rule =>
        rule.Contains("promotions", StringComparison.Ordinal) && rule.Contains("patch", StringComparison.Ordinal);

    private List<string> Rules(string role) =>
        [.. cluster.Api.Get(ClusterRoles, null, role).ShouldNotBeNull().Objects("rules").Select(rule => rule.ToJsonString())];
}
