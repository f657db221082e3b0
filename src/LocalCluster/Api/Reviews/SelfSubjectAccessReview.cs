using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>May I do this? What <c>kubectl auth can-i</c> asks.</summary>
internal sealed class SelfSubjectAccessReview(IAuthorizer authorizer) : IReview
{
    public JsonObject Answer(JsonObject review, string @namespace, UserInfo asker) =>
        AccessReviewSpec.Status(authorizer.Decide(asker, AccessReviewSpec.Read(review)));
}
