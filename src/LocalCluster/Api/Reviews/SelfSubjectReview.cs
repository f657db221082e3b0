using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>Who am I?</summary>
internal sealed class SelfSubjectReview : IReview
{
    public JsonObject Answer(JsonObject review, string @namespace, UserInfo asker) => new() { ["userInfo"] = Describe(asker) };

    public static JsonObject Describe(UserInfo user)
    {
        var info = new JsonObject { ["username"] = user.Name };
        if (user.Uid.Length > 0) info["uid"] = user.Uid;
        info["groups"] = new JsonArray([.. user.Groups.Select(group => JsonValue.Create(group))]);
        return info;
    }
}
