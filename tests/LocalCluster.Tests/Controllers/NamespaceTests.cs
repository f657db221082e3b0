using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Controllers;

public sealed class NamespaceTests : IDisposable
{
    private readonly TestCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void A_new_cluster_has_the_usual_namespaces_and_their_service_accounts()
    {
        cluster.Api.List(KnownResources.Namespaces).Select(item => item.Name())
            .ShouldBe(["default", "kube-node-lease", "kube-public", "kube-system"]);
        cluster.Api.Get(KnownResources.ServiceAccounts, "default", "default").ShouldNotBeNull();
    }

    [Fact]
    public void A_deleted_default_service_account_comes_back()
    {
        cluster.Api.Delete(KnownResources.ServiceAccounts, "default", "default");
        cluster.Settle();

        cluster.Api.Get(KnownResources.ServiceAccounts, "default", "default").ShouldNotBeNull();
    }

    [Fact]
    public void Deleting_a_namespace_deletes_what_is_in_it_and_then_itself()
    {
        cluster.Create(KnownResources.Namespaces, "{apiVersion: v1, kind: Namespace, metadata: {name: team}}");
        cluster.Create(KnownResources.ConfigMaps, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: team}}");
        cluster.Create(KnownResources.ConfigMaps,
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: held, namespace: team, finalizers: [example.com/hold]}}");
        cluster.Api.Delete(KnownResources.Namespaces, null, "team");
        cluster.Settle();

        var waiting = cluster.Api.Get(KnownResources.Namespaces, null, "team").ShouldNotBeNull();
        waiting.Text("status", "phase").ShouldBe("Terminating");
        Conditions.Find(waiting, "NamespaceContentRemaining").ShouldNotBeNull().Text("message")!.ShouldContain("configmaps has 1");
        cluster.Api.List(KnownResources.ConfigMaps, "team").ShouldHaveSingleItem().Name().ShouldBe("held");

        cluster.Api.Mutate(KnownResources.ConfigMaps, "team", "held", copy => copy.Map("metadata")!.Remove("finalizers"));
        cluster.Settle();
        cluster.Api.Get(KnownResources.Namespaces, null, "team").ShouldBeNull();
        cluster.Api.List(KnownResources.ServiceAccounts, "team").ShouldBeEmpty();
    }
}
