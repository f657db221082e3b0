using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>Whose token is this?</summary>
internal sealed class TokenReview(IAuthenticator staticTokens, ServiceAccountTokens accounts) : IReview
{
    public JsonObject Answer(JsonObject review, string @namespace, UserInfo asker)
    {
        var token = review.Text("spec", "token");
        var asked = review["spec"].Texts("audiences").ToList();
        IReadOnlyList<string> audiences = asked.Count > 0 ? asked : [ServiceAccountTokens.Issuer];
        var user = (audiences.Contains(ServiceAccountTokens.Issuer) ? staticTokens.Authenticate(token) : null)
            ?? accounts.Authenticate(token, audiences);
        return user is null
            ? new JsonObject { ["authenticated"] = false, ["user"] = new JsonObject(), ["error"] = "invalid bearer token" }
            : new JsonObject
            {
                ["authenticated"] = true,
                ["user"] = SelfSubjectReview.Describe(user),
                ["audiences"] = new JsonArray([.. audiences.Select(audience => JsonValue.Create(audience))]),
            };
    }
}
