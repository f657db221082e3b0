using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>May somebody do this?</summary>
internal sealed class SubjectAccessReview(IAuthorizer authorizer) : IReview
{
    public JsonObject Answer(JsonObject review, string @namespace, UserInfo asker) =>
        AccessReviewSpec.Status(authorizer.Decide(AccessReviewSpec.Subject(review), AccessReviewSpec.Read(review)));
}
