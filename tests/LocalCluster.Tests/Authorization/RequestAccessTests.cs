using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Tests.Storage;

namespace Modelwright.LocalCluster.Tests.Authorization;

public sealed class RequestAccessTests : IDisposable
{
    private static readonly UserInfo Alice = RbacServer.User("alice");

    private readonly RbacServer server = new();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData("GET", "/api/v1/namespaces/default/pods", "",
        "pods is forbidden: User \"alice\" cannot list resource \"pods\" in API group \"\" in the namespace \"default\"")]
    [InlineData("GET", "/api/v1/namespaces/default/pods/p/log", "",
        "pods \"p\" is forbidden: User \"alice\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"default\"")]
    [InlineData("GET", "/apis/apps/v1/deployments", "watch=true",
        "deployments.apps is forbidden: User \"alice\" cannot watch resource \"deployments\" in API group \"apps\" at the cluster scope")]
    [InlineData("DELETE", "/api/v1/namespaces/default", "",
        "namespaces \"default\" is forbidden: User \"alice\" cannot delete resource \"namespaces\" in API group \"\" in the "
        + "namespace \"default\"")]
    [InlineData("DELETE", "/api/v1/namespaces/default/pods", "",
        "pods is forbidden: User \"alice\" cannot deletecollection resource \"pods\" in API group \"\" in the namespace \"default\"")]
    [InlineData("GET", "/apis/example.com/v1/unknown", "",
        "unknown.example.com is forbidden: User \"alice\" cannot list resource \"unknown\" in API group \"example.com\" at the "
        + "cluster scope")]
    [InlineData("GET", "/metrics", "", "forbidden: User \"alice\" cannot get path \"/metrics\"")]
    public void Refusal_has_kubernetes_words(string method, string path, string query, string message) =>
        server.Refused(Alice, method, path, query).ShouldBe(message);

    [Theory]
    [InlineData("/version")]
    [InlineData("/healthz")]
    [InlineData("/api")]
    [InlineData("/apis/apps/v1")]
    [InlineData("/openapi/v3")]
    public void Everyone_known_may_discover(string path) => server.Send(Alice, "GET", path).Status.ShouldBe(200);

    [Fact]
    public void Anonymous_may_see_version_and_health_only()
    {
        server.Send(UserInfo.Anonymous, "GET", "/livez").Status.ShouldBe(200);
        server.Send(UserInfo.Anonymous, "GET", "/version").Status.ShouldBe(200);
        server.Refused(UserInfo.Anonymous, "GET", "/apis").ShouldBe("forbidden: User \"system:anonymous\" cannot get path \"/apis\"");
    }

    [Fact]
    public void Masters_may_do_everything_without_any_role()
    {
        using var empty = new ApiServer(new(), new ApiServerOptions { Clock = TimeProvider.System, Random = new Random(1) });
        var roles = new ResourceId("rbac.authorization.k8s.io", "v1", "clusterrolebindings");
        empty.Client("test").Delete(roles, null, "cluster-admin").ShouldBeTrue();
        empty.Handle(new ApiRequest("GET", "/api/v1/secrets") { User = UserInfo.Admin }).Status.ShouldBe(200);
    }

    [Fact]
    public void Without_rbac_everyone_known_may_do_everything()
    {
        using var open = new ApiServer(new(), new ApiServerOptions { Clock = TimeProvider.System, Random = new Random(1), Rbac = false });
        open.Handle(new ApiRequest("GET", "/api/v1/secrets") { User = Alice }).Status.ShouldBe(200);
        open.Handle(new ApiRequest("GET", "/api/v1/secrets")).Status.ShouldBe(401);
    }

    [Fact]
    public void Names_allow_a_get_and_a_list_of_that_name_but_no_create()
    {
        server.Grant("alice", "{verbs: ['*'], apiGroups: [''], resources: [configmaps], resourceNames: [mine]}");
        server.Server.Client("test").Create(new ResourceId("", "v1", "configmaps"), Configs.Object("mine", "x"));
        const string all = "/api/v1/namespaces/default/configmaps";
        server.Send(Alice, "GET", $"{all}/mine").Status.ShouldBe(200);
        server.Send(Alice, "GET", all, "fieldSelector=metadata.name%3Dmine").Status.ShouldBe(200);
        server.Refused(Alice, "GET", $"{all}/other");
        server.Refused(Alice, "GET", all);
        server.Refused(Alice, "GET", all, "fieldSelector=metadata.name%3Dother");
        server.Refused(Alice, "GET", all, "fieldSelector=metadata.name!%3Dmine");
        server.Send(Alice, "POST", all, body: Configs.Object("mine", "x")).Status.ShouldBe(403);
        server.Send(Alice, "DELETE", $"{all}/mine").Status.ShouldBe(200);
    }

    [Fact]
    public void A_binding_in_a_namespace_holds_there_only()
    {
        server.WithNamespace("other").With("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: viewers, namespace: default}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:aggregate-to-view}
            subjects: [{kind: User, name: alice, apiGroup: rbac.authorization.k8s.io}]
            """);
        server.Send(Alice, "GET", "/api/v1/namespaces/default/pods").Status.ShouldBe(200);
        server.Send(Alice, "GET", "/api/v1/namespaces/default").Status.ShouldBe(200, "a Namespace is in itself");
        server.Refused(Alice, "GET", "/api/v1/namespaces/other/pods");
        server.Refused(Alice, "GET", "/api/v1/pods");
        server.Refused(Alice, "GET", "/api/v1/namespaces/default/secrets");
    }

    [Fact]
    public void A_right_ends_with_its_binding()
    {
        server.Grant("alice", "{verbs: [list], apiGroups: [''], resources: [pods]}");
        server.Send(Alice, "GET", "/api/v1/pods").Status.ShouldBe(200);
        server.Server.Client("test").Delete(new ResourceId("rbac.authorization.k8s.io", "v1", "clusterrolebindings"), null, "of-alice");
        server.Refused(Alice, "GET", "/api/v1/pods");
    }
}
