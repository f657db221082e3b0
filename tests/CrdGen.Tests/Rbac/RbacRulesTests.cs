using CsCheck;
using Modelwright.CrdGen.Rbac;
using Modelwright.Runtime.Api;

namespace Modelwright.CrdGen.Tests.Rbac;

public sealed class RbacRulesTests
{
    [Fact]
    public void From_joins_resources_with_the_same_verbs_and_sorts()
    {
        Grant[] grants =
        [
            new("apps", "replicasets", "list"), new("apps", "deployments", "list"), new("", "pods", "watch"),
            new("", "pods", "get"), new("apps", "deployments", "list"), new("", "events", "create"),
        ];
        RbacRules.From(grants).ToJsonString().ShouldBe(
            """[{"apiGroups":[""],"resources":["events"],"verbs":["create"]},""" +
            """{"apiGroups":[""],"resources":["pods"],"verbs":["get","watch"]},""" +
            """{"apiGroups":["apps"],"resources":["deployments","replicasets"],"verbs":["list"]}]""");
    }

    [Fact]
    public void From_does_not_depend_on_the_order_of_declaration()
    {
        var verbs = new[] { "get", "list", "watch", "create", "patch", "delete" };
        var resources = new[] { "pods", "services", "models/status", "deployments" };
        var grant = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 3], Gen.Int[0, 5],
            (group, resource, verb) => new Grant(group == 0 ? "" : "modelwright.io", resources[resource], verbs[verb]));
        grant.List[0, 30].Sample(grants =>
        {
            var reversed = Enumerable.Reverse(grants);
            RbacRules.From(grants).ToJsonString().ShouldBe(RbacRules.From(reversed).ToJsonString());
        });
    }

    [Theory]
    [InlineData("", "secrets", "get", "reads no Secret")]
    [InlineData("", "secrets/status", "get", "reads no Secret")]
    [InlineData("*", "pods", "get", "wildcard")]
    [InlineData("", "*", "get", "wildcard")]
    [InlineData("", "pods/*", "get", "wildcard")]
    [InlineData("", "pods", "*", "wildcard")]
    [InlineData("rbac.authorization.k8s.io", "roles", "create", "hands out no rights")]
    [InlineData("", "users", "impersonate", "hands out no rights")]
    public void From_refuses_what_the_operator_must_not_do(string group, string resource, string verb, string reason) =>
        Should.Throw<RbacException>(() => RbacRules.From([new Grant(group, resource, verb)])).Message.ShouldContain(reason);

    [Fact]
    public void Of_names_every_verb_and_resource_of_an_attribute() =>
        Grant.Of(new EntityRbacAttribute("apps", "deployments", "replicasets") { Verbs = RbacVerb.Read }).ShouldBe(
        [
            new("apps", "deployments", "get"), new("apps", "deployments", "list"), new("apps", "deployments", "watch"),
            new("apps", "replicasets", "get"), new("apps", "replicasets", "list"), new("apps", "replicasets", "watch"),
        ], ignoreOrder: true);

    [Fact]
    public void DeclaredIn_finds_what_classes_declare() =>
        Grant.DeclaredIn(typeof(RbacRulesTests).Assembly).ShouldBe([new("batch", "jobs", "get"), new("batch", "jobs", "delete")]);

    [EntityRbac("batch", "jobs", Verbs = RbacVerb.Get | RbacVerb.Delete)]
    [EntityRbac("batch", "jobs", Verbs = RbacVerb.Get)]
    private sealed class Declaring;
}
