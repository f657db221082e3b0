using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tests.Authorization;

/// <summary>An API server with RBAC and what a test puts into it.</summary>
internal sealed class RbacServer : IDisposable
{
    public RbacServer() =>
        Server = new ApiServer(new Store(), new ApiServerOptions { Clock = new FakeTimeProvider(), Random = new Random(1) });

    public ApiServer Server { get; }

    /// <summary>Creates the objects of a YAML text, without asking for rights.</summary>
    public RbacServer With(string yaml)
    {
        var api = Server.Client("test");
        foreach (var document in yaml.ReplaceLineEndings("\n").Split("\n---\n"))
        {
            var value = (JsonObject)YamlText.Parse(document)!;
            var resource = Server.Machinery.Registry.FindKind(value.Text("apiVersion")!, value.Text("kind")!)!;
            api.Create(resource.Id, value);
        }

        return this;
    }

    /// <summary>A namespace.</summary>
    public RbacServer WithNamespace(string name) => With($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}}}}}");

    /// <summary>A binding of a ClusterRole of one rule to a user.</summary>
    public RbacServer Grant(string user, string rule) => With($$"""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: of-{{user}}}
        rules: [{{rule}}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: of-{{user}}}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: of-{{user}}}
        subjects: [{kind: User, name: {{user}}, apiGroup: rbac.authorization.k8s.io}]
        """);

    public ApiResponse Send(
        UserInfo user, string method, string path, string query = "", JsonObject? body = null, Impersonation? impersonate = null) =>
        Server.Handle(new ApiRequest(method, path, query)
        {
            User = user,
            Body = body is null ? default : Encoding.UTF8.GetBytes(body.ToJsonString()),
            Impersonate = impersonate,
        });

    /// <summary>The message of a refusal, which must be one with 403.</summary>
    public string Refused(UserInfo user, string method, string path, string query = "", Impersonation? impersonate = null)
    {
        var answer = Send(user, method, path, query, impersonate: impersonate);
        answer.Status.ShouldBe(403);
        var status = JsonNode.Parse(answer.Body.Span)!;
        status.Text("reason").ShouldBe("Forbidden");
        return status.Text("message")!;
    }

    /// <summary>Asks as kubectl does: may this user?</summary>
    public bool CanI(UserInfo user, AccessAttributes access)
    {
        var spec = access.Path is not null
            ? new JsonObject { ["nonResourceAttributes"] = new JsonObject { ["verb"] = access.Verb, ["path"] = access.Path } }
            : new JsonObject
            {
                ["resourceAttributes"] = new JsonObject
                {
                    ["verb"] = access.Verb,
                    ["group"] = access.Group,
                    ["resource"] = access.Resource,
                    ["subresource"] = access.Subresource,
                    ["namespace"] = access.Namespace,
                    ["name"] = access.Name,
                },
            };
        return Review(user, "selfsubjectaccessreviews", "SelfSubjectAccessReview", spec).Flag("status", "allowed")!.Value;
    }

    public JsonObject Review(UserInfo user, string plural, string kind, JsonObject spec)
    {
        var body = new JsonObject { ["apiVersion"] = "authorization.k8s.io/v1", ["kind"] = kind, ["spec"] = spec };
        var answer = Send(user, "POST", $"/apis/authorization.k8s.io/v1/{plural}", body: body);
        answer.Status.ShouldBe(201, Encoding.UTF8.GetString(answer.Body.Span));
        return (JsonObject)JsonNode.Parse(answer.Body.Span)!;
    }

    public static UserInfo User(string name, params string[] groups) => new(name, [.. groups, UserInfo.Authenticated]);

    public void Dispose() => Server.Dispose();
}
