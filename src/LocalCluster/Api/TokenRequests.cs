using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Api;

/// <summary>The token subresource of service accounts.</summary>
internal sealed class TokenRequests(ApiMachinery machinery, ServiceAccountTokens tokens)
{
    private const long MinSeconds = 600;
    private const long MaxSeconds = 86_400;
    private const long DefaultSeconds = 3600;

    public ApiResponse Answer(ApiRequest request, RequestInfo info)
    {
        var accounts = new ResourceKey("", "serviceaccounts");
        var account = machinery.Store.Published[accounts].Find(info.Namespace, info.Name) ?? throw ApiErrors.NotFound(accounts, info.Name);
        var body = request.Body.IsEmpty ? [] : RequestBody.ReadObject(request);
        var seconds = body.Integer("spec", "expirationSeconds") ?? DefaultSeconds;
        if (seconds < MinSeconds)
            throw Invalid(info, FieldError.Invalid("spec.expirationSeconds", seconds, "may not specify a duration less than 10 minutes"));
        seconds = Math.Min(seconds, MaxSeconds);
        var audiences = body["spec"].Texts("audiences").ToList();
        if (audiences.Count == 0) audiences.Add(ServiceAccountTokens.Issuer);
        var token = tokens.Issue(
            info.Namespace, info.Name, account.Json.Text("metadata", "uid")!, audiences, TimeSpan.FromSeconds(seconds), Bound(body, info));

        var spec = body.Make("spec");
        spec["audiences"] = new JsonArray([.. audiences.Select(audience => JsonValue.Create(audience))]);
        spec["expirationSeconds"] = seconds;
        return ApiResponse.Of(new JsonObject
        {
            ["kind"] = "TokenRequest",
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = info.Name,
                ["namespace"] = info.Namespace,
                ["creationTimestamp"] = Timestamps.Seconds(machinery.Now),
            },
            ["spec"] = spec.DeepClone(),
            ["status"] = new JsonObject
            {
                ["token"] = token,
                ["expirationTimestamp"] = Timestamps.Seconds(machinery.Now.AddSeconds(seconds)),
            },
        }, 201);
    }

    private (string Kind, string Name, string Uid)? Bound(JsonObject body, RequestInfo info)
    {
        if (body.Child("spec", "boundObjectRef") is not { } reference) return null;
        var kind = reference.Text("kind") ?? "";
        if (kind is not ("Pod" or "Secret"))
            throw Invalid(info, FieldError.NotSupported("spec.boundObjectRef.kind", kind, ["\"Pod\"", "\"Secret\""]));
        var name = reference.Text("name") ?? "";
        var resource = new ResourceKey("", kind == "Pod" ? "pods" : "secrets");
        var bound = machinery.Store.Published[resource].Find(info.Namespace, name) ?? throw ApiErrors.NotFound(resource, name);
        var uid = bound.Json.Text("metadata", "uid")!;
        if (reference.Text("uid") is { Length: > 0 } asked && asked != uid)
            throw ApiErrors.Conflict(resource, name,
                $"the UID in the bound object reference ({asked}) does not match the UID in record ({uid})");
        return (kind, name, uid);
    }

    private static ApiException Invalid(RequestInfo info, FieldError error) =>
        ApiErrors.Invalid("authentication.k8s.io", "TokenRequest", info.Name, [error]);
}
