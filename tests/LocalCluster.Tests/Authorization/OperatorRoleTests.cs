using Modelwright.LocalCluster.Authorization;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Authorization;

/// <summary>What the operator's generated roles allow, asked of the server that enforces them.</summary>
public sealed class OperatorRoleTests : IDisposable
{
    private const string Home = "modelwright-system";

    private static readonly UserInfo Operator = UserInfo.ServiceAccount(Home, "modelwright-operator", "");

    private readonly RbacServer server = new RbacServer().WithNamespace(Home)
        .With(File.ReadAllText(Repository.File("config", "rbac", "operator.yaml")));

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData("list", "modelwright.io", "models", "", "")]
    [InlineData("watch", "modelwright.io", "modelversions", "", "")]
    [InlineData("patch", "modelwright.io", "models", "status", "team")]
    [InlineData("create", "apps", "deployments", "", "team")]
    [InlineData("patch", "", "services", "", "team")]
    [InlineData("delete", "", "configmaps", "", "team")]
    [InlineData("create", "events.k8s.io", "events", "", "team")]
    [InlineData("patch", "coordination.k8s.io", "leases", "", Home)]
    public void Operator_may(string verb, string group, string resource, string subresource, string place) =>
        server.CanI(Operator, Access(verb, group, resource, subresource, place)).ShouldBeTrue();

    [Theory]
    [InlineData("get", "", "secrets", "", "team")]
    [InlineData("list", "", "secrets", "", "")]
    [InlineData("create", "", "serviceaccounts", "token", "team")]
    [InlineData("create", "", "pods", "exec", "team")]
    [InlineData("update", "modelwright.io", "models", "", "team")]
    [InlineData("delete", "modelwright.io", "models", "", "team")]
    [InlineData("create", "rbac.authorization.k8s.io", "rolebindings", "", "team")]
    [InlineData("impersonate", "", "users", "", "")]
    [InlineData("patch", "coordination.k8s.io", "leases", "", "team")]
    [InlineData("create", "apiextensions.k8s.io", "customresourcedefinitions", "", "")]
    [InlineData("*", "*", "*", "", "")]
    public void Operator_may_not(string verb, string group, string resource, string subresource, string place) =>
        server.CanI(Operator, Access(verb, group, resource, subresource, place)).ShouldBeFalse();

    [Fact]
    public void Another_account_of_that_name_gets_nothing() =>
        server.CanI(UserInfo.ServiceAccount("default", "modelwright-operator", ""), Access("list", "modelwright.io", "models", "", ""))
            .ShouldBeFalse();

    private static AccessAttributes Access(string verb, string group, string resource, string subresource, string place) =>
        new(verb) { Group = group, Resource = resource, Subresource = subresource, Namespace = place };
}
