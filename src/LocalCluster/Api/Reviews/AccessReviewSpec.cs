using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>What the access reviews (authorization.k8s.io/v1) have in common.</summary>
internal static class AccessReviewSpec
{
    /// <summary>What is asked about.</summary>
    /// <exception cref="ApiException">422: neither or both of a resource and a path.</exception>
    public static AccessAttributes Read(JsonObject review)
    {
        var resource = review.Child("spec", "resourceAttributes");
        var path = review.Child("spec", "nonResourceAttributes");
        if (resource is not null && path is not null)
        {
            throw Invalid(review, FieldError.Invalid(
                "spec.nonResourceAttributes", path.DeepClone(), "cannot be specified in combination with resourceAttributes"));
        }

        if (path is not null) return new AccessAttributes(path.Text("verb") ?? "") { Path = path.Text("path") ?? "" };
        if (resource is null)
        {
            throw Invalid(review, FieldError.Invalid(
                "spec.resourceAttributes", null, "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }

        return new AccessAttributes(resource.Text("verb") ?? "")
        {
            Group = resource.Text("group") ?? "",
            Resource = resource.Text("resource") ?? "",
            Subresource = resource.Text("subresource") ?? "",
            Namespace = resource.Text("namespace") ?? "",
            Name = resource.Text("name") ?? "",
        };
    }

    /// <summary>Who is asked about.</summary>
    /// <exception cref="ApiException">422: nobody.</exception>
    public static UserInfo Subject(JsonObject review)
    {
        var name = review.Text("spec", "user") ?? "";
        var groups = review["spec"].Texts("groups").ToList();
        if (name.Length == 0 && groups.Count == 0)
            throw Invalid(review, FieldError.Invalid("spec.user", name, "at least one of user or group must be specified"));
        return new UserInfo(name, groups) { Uid = review.Text("spec", "uid") ?? "" };
    }

    /// <summary>The answer.</summary>
    public static JsonObject Status(AccessDecision decision)
    {
        var status = new JsonObject { ["allowed"] = decision.Allowed };
        if (decision.Reason.Length > 0) status["reason"] = decision.Reason;
        return status;
    }

    public static ApiException Invalid(JsonObject review, FieldError error) =>
        ApiErrors.Invalid("authorization.k8s.io", review.Text("kind") ?? "", "", [error]);
}
