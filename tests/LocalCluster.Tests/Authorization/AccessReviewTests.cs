using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Authorization;

public sealed class AccessReviewTests : IDisposable
{
    private static readonly UserInfo Alice = RbacServer.User("alice");

    private readonly RbacServer server = new RbacServer().Grant("alice", "{verbs: [get], apiGroups: [''], resources: [pods]}");

    public void Dispose() => server.Dispose();

    [Fact]
    public void Self_review_answers_with_the_question_and_the_reason()
    {
        var review = server.Review(Alice, "selfsubjectaccessreviews", "SelfSubjectAccessReview", Pods("get"));
        review.Text("spec", "resourceAttributes", "resource").ShouldBe("pods");
        review.Flag("status", "allowed").ShouldBe(true);
        review.Text("status", "reason")
            .ShouldBe("RBAC: allowed by ClusterRoleBinding \"of-alice\" of ClusterRole \"of-alice\" to User \"alice\"");
        server.Review(Alice, "selfsubjectaccessreviews", "SelfSubjectAccessReview", Pods("list")).Flag("status", "allowed").ShouldBe(false);
    }

    [Fact]
    public void Subject_review_asks_about_somebody_else()
    {
        var spec = Pods("get");
        spec["user"] = "alice";
        server.Review(UserInfo.Admin, "subjectaccessreviews", "SubjectAccessReview", spec.Copy()).Flag("status", "allowed").ShouldBe(true);
        spec["user"] = "bob";
        server.Review(UserInfo.Admin, "subjectaccessreviews", "SubjectAccessReview", spec.Copy()).Flag("status", "allowed").ShouldBe(false);
        spec["groups"] = new JsonArray("system:masters");
        server.Review(UserInfo.Admin, "subjectaccessreviews", "SubjectAccessReview", spec.Copy()).Flag("status", "allowed").ShouldBe(true);
    }

    [Fact]
    public void Subject_review_needs_a_right_of_its_own()
    {
        var answer = server.Send(Alice, "POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", body: []);
        answer.Status.ShouldBe(403);
    }

    [Fact]
    public void Local_review_is_about_its_namespace()
    {
        var spec = Pods("get");
        spec["user"] = "alice";
        spec["resourceAttributes"]!["namespace"] = "default";
        const string plural = "namespaces/default/localsubjectaccessreviews";
        server.Review(UserInfo.Admin, plural, "LocalSubjectAccessReview", spec.Copy()).Flag("status", "allowed").ShouldBe(true);
        spec["resourceAttributes"]!["namespace"] = "other";
        Refused(plural, "LocalSubjectAccessReview", spec, 400).ShouldBe("spec.resourceAttributes.namespace must match namespace: default");
    }

    [Fact]
    public void Review_of_nothing_or_of_two_things_is_invalid()
    {
        Refused("selfsubjectaccessreviews", "SelfSubjectAccessReview", [], 422).ShouldBe(
            "SelfSubjectAccessReview.authorization.k8s.io \"\" is invalid: spec.resourceAttributes: Invalid value: null: "
            + "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        var both = Pods("get");
        both["nonResourceAttributes"] = new JsonObject { ["path"] = "/x", ["verb"] = "get" };
        Refused("selfsubjectaccessreviews", "SelfSubjectAccessReview", both, 422).ShouldContain("cannot be specified in combination");
        Refused("subjectaccessreviews", "SubjectAccessReview", Pods("get"), 422)
            .ShouldContain("at least one of user or group must be specified");
    }

    [Fact]
    public void Rules_review_lists_what_holds_in_the_namespace()
    {
        server.With("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: one, namespace: default}
            rules: [{verbs: [update], apiGroups: [apps], resources: [deployments/scale], resourceNames: [web]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: one, namespace: default}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: one}
            subjects: [{kind: User, name: alice, apiGroup: rbac.authorization.k8s.io}]
            """);
        var status = Rules("default");
        var rules = status.Objects("resourceRules").Select(rule => rule.ToJsonString()).ToList();
        rules.ShouldContain("""{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}""");
        rules.ShouldContain("""{"verbs":["update"],"apiGroups":["apps"],"resources":["deployments/scale"],"resourceNames":["web"]}""");
        status.Objects("nonResourceRules").SelectMany(rule => rule.Texts("nonResourceURLs")).ShouldContain("/openapi/*");
        status.Flag("incomplete").ShouldBe(false);
        Rules("kube-system").Objects("resourceRules").SelectMany(rule => rule.Texts("apiGroups")).ShouldNotContain("apps");
        Refused("selfsubjectrulesreviews", "SelfSubjectRulesReview", [], 400).ShouldBe("no namespace on request");
    }

    [Fact]
    public void Reviews_are_not_stored_and_only_created()
    {
        var before = server.Server.Revision;
        server.Review(Alice, "selfsubjectaccessreviews", "SelfSubjectAccessReview", Pods("get"));
        server.Server.Revision.ShouldBe(before);
        server.Send(UserInfo.Admin, "GET", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews").Status.ShouldBe(405);
    }

    private static JsonObject Pods(string verb) =>
        new() { ["resourceAttributes"] = new JsonObject { ["verb"] = verb, ["resource"] = "pods" } };

    private JsonNode Rules(string place) =>
        server.Review(Alice, "selfsubjectrulesreviews", "SelfSubjectRulesReview", new JsonObject { ["namespace"] = place })["status"]!;

    private string Refused(string plural, string kind, JsonObject spec, int code)
    {
        var body = new JsonObject { ["apiVersion"] = "authorization.k8s.io/v1", ["kind"] = kind, ["spec"] = spec.Copy() };
        var answer = server.Send(UserInfo.Admin, "POST", $"/apis/authorization.k8s.io/v1/{plural}", body: body);
        answer.Status.ShouldBe(code);
        return JsonNode.Parse(answer.Body.Span).Text("message")!;
    }
}
