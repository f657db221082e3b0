using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Authorization;

public sealed class ImpersonationTests : IDisposable
{
    private static readonly UserInfo Alice = RbacServer.User("alice");

    private readonly RbacServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public void Masters_act_as_anyone()
    {
        server.Refused(UserInfo.Admin, "GET", "/api/v1/pods", impersonate: new Impersonation("bob", [], ""))
            .ShouldContain("User \"bob\" cannot list");
        server.Send(UserInfo.Admin, "GET", "/api/v1/pods", impersonate: new Impersonation("bob", ["system:masters"], "")).Status
            .ShouldBe(200);
    }

    [Fact]
    public void Others_need_the_right_for_each_part()
    {
        var plain = new Impersonation("bob", [], "");
        server.Refused(Alice, "GET", "/version", impersonate: plain)
            .ShouldBe("users \"bob\" is forbidden: User \"alice\" cannot impersonate resource \"users\" in API group \"\" at "
                + "the cluster scope");
        server.Grant("alice", "{verbs: [impersonate], apiGroups: [''], resources: [users], resourceNames: [bob]}");
        server.Send(Alice, "GET", "/version", impersonate: plain).Status.ShouldBe(200);
        server.Refused(Alice, "GET", "/version", impersonate: new Impersonation("carol", [], ""))
            .ShouldContain("users \"carol\" is forbidden");
        server.Refused(Alice, "GET", "/version", impersonate: new Impersonation("bob", ["devs"], ""))
            .ShouldBe("groups \"devs\" is forbidden: User \"alice\" cannot impersonate resource \"groups\" in API group \"\" at "
                + "the cluster scope");
        server.Refused(Alice, "GET", "/version", impersonate: new Impersonation("bob", [], "1"))
            .ShouldContain("uids.authentication.k8s.io \"1\" is forbidden");
        server.Refused(Alice, "GET", "/version", impersonate: new Impersonation("system:serviceaccount:default:robot", [], "")).ShouldBe(
            "serviceaccounts \"robot\" is forbidden: User \"alice\" cannot impersonate resource \"serviceaccounts\" in API "
            + "group \"\" in the namespace \"default\"");
    }

    [Theory]
    [InlineData("bob", "", "system:authenticated")]
    [InlineData("bob", "devs", "devs system:authenticated")]
    [InlineData("bob", "system:unauthenticated", "system:unauthenticated")]
    [InlineData("system:anonymous", "", "system:unauthenticated")]
    [InlineData("system:serviceaccount:ns:robot", "", "system:serviceaccounts system:serviceaccounts:ns system:authenticated")]
    [InlineData("system:serviceaccount:ns:robot", "devs", "devs system:authenticated")]
    public void Groups_follow_from_the_name(string user, string groups, string expected)
    {
        var answer = server.Send(UserInfo.Admin, "POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", body: new JsonObject
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "SelfSubjectReview",
        }, impersonate: new Impersonation(user, groups.Split(' ', StringSplitOptions.RemoveEmptyEntries), ""));
        if (expected == UserInfo.Unauthenticated)
        {
            answer.Status.ShouldBe(403, "only the authenticated may ask");
            return;
        }

        var info = JsonNode.Parse(answer.Body.Span).Child("status", "userInfo");
        info.Text("username").ShouldBe(user);
        info.Texts("groups").ShouldBe(expected.Split(' '));
    }

    [Fact]
    public void Groups_without_a_user_are_refused()
    {
        var answer = server.Send(UserInfo.Admin, "GET", "/version", impersonate: new Impersonation("", ["devs"], ""));
        answer.Status.ShouldBe(500);
        JsonNode.Parse(answer.Body.Span).Text("message").ShouldNotBeNull().ShouldContain("without impersonating a user");
    }
}
