using Modelwright.Cli.Cluster;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.Cli.Tests.Cluster;

public sealed class InstallationTests : IDisposable
{
    private readonly ApiServer server = new(new Store(), new ApiServerOptions { Clock = TimeProvider.System, Random = new Random(3) });

    public void Dispose() => server.Dispose();

    [Fact]
    public void Definitions_roles_and_the_operators_account_are_there_afterwards()
    {
        var api = server.Client("test");
        new Installation(api).Apply("modelwright-system");

        api.Resources.Select(served => served.Kind).ShouldContain("Model");
        api.Get(new ResourceId("", "v1", "serviceaccounts"), "modelwright-system", "modelwright-operator").ShouldNotBeNull();
        api.Get(new ResourceId("rbac.authorization.k8s.io", "v1", "clusterroles"), null, "modelwright-operator").ShouldNotBeNull();
        api.List(new ResourceId("rbac.authorization.k8s.io", "v1", "clusterrolebindings")).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_second_time_changes_nothing_and_an_edited_role_is_put_right()
    {
        var api = server.Client("test");
        new Installation(api).Apply("modelwright-system");
        var revision = api.Revision;
        new Installation(api).Apply("modelwright-system");
        api.Revision.ShouldBe(revision);

        var role = new ResourceId("rbac.authorization.k8s.io", "v1", "clusterroles");
        var wanted = api.Get(role, null, "modelwright-operator")!["rules"]!.ToJsonString();
        api.Mutate(role, null, "modelwright-operator", copy => copy.Remove("rules"));
        new Installation(api).Apply("modelwright-system");
        api.Get(role, null, "modelwright-operator")!["rules"]!.ToJsonString().ShouldBe(wanted);
    }
}
