using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>What may I do in this namespace? What <c>kubectl auth can-i --list</c> asks.</summary>
internal sealed class SelfSubjectRulesReview(IAuthorizer authorizer) : IReview
{
    public JsonObject Answer(JsonObject review, string @namespace, UserInfo asker)
    {
        if (review.Text("spec", "namespace") is not { Length: > 0 } place) throw ApiErrors.BadRequest("no namespace on request");
        var rules = authorizer.RulesFor(asker, place);
        return new JsonObject
        {
            ["resourceRules"] = new JsonArray([.. rules.Where(rule => rule.Resources.Count > 0).Select(OfResources)]),
            ["nonResourceRules"] = new JsonArray([.. rules.Where(rule => rule.NonResourceUrls.Count > 0).Select(OfPaths)]),
            ["incomplete"] = false,
        };
    }

    private static JsonObject OfResources(PolicyRule rule)
    {
        var result = new JsonObject
        {
            ["verbs"] = List(rule.Verbs),
            ["apiGroups"] = List(rule.ApiGroups),
            ["resources"] = List(rule.Resources),
        };
        if (rule.ResourceNames.Count > 0) result["resourceNames"] = List(rule.ResourceNames);
        return result;
    }

    private static JsonObject OfPaths(PolicyRule rule) =>
        new() { ["verbs"] = List(rule.Verbs), ["nonResourceURLs"] = List(rule.NonResourceUrls) };

    private static JsonArray List(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
