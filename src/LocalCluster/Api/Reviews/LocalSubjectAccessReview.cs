using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>May somebody do this in this namespace?</summary>
internal sealed class LocalSubjectAccessReview(IAuthorizer authorizer) : IReview
{
    public JsonObject Answer(JsonObject review, string @namespace, UserInfo asker)
    {
        if (review.Child("spec", "nonResourceAttributes") is { } path)
        {
            throw AccessReviewSpec.Invalid(review, FieldError.Invalid(
                "spec.nonResourceAttributes", path.DeepClone(), "disallowed on this kind of request"));
        }

        var access = AccessReviewSpec.Read(review);
        if (access.Namespace != @namespace)
            throw ApiErrors.BadRequest($"spec.resourceAttributes.namespace must match namespace: {@namespace}");
        return AccessReviewSpec.Status(authorizer.Decide(AccessReviewSpec.Subject(review), access));
    }
}
