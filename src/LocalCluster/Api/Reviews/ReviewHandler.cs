using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Objects;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Api.Reviews;

/// <summary>Answers the kinds that are asked, not stored.</summary>
internal sealed class ReviewHandler(IReadOnlyDictionary<string, IReview> reviews)
{
    /// <summary>The answer; null when the resource is an ordinary one.</summary>
    public ApiResponse? Answer(ApiRequest request, ResourceDefinition resource, RequestInfo info, QueryParameters query, UserInfo user)
    {
        if (!resource.IsReview || !reviews.TryGetValue(resource.Kind, out var review)) return null;
        var options = WriteOptions.Of(query, request.UserAgent);
        var body = RequestBody.ReadObject(request, options.Duplicates);
        ObjectDecoder.Decode(resource, body, options);
        var answer = new JsonObject { ["kind"] = resource.Kind, ["apiVersion"] = resource.ApiVersion };
        foreach (var (name, member) in body)
        {
            if (name is not ("kind" or "apiVersion" or "status")) answer[name] = member?.DeepClone();
        }

        answer["status"] = review.Answer(body, info.Namespace, user);
        return ApiResponse.Of(answer, 201).WithWarnings(options.Warnings);
    }
}
