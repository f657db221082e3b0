using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Patching;

/// <summary>Turns the body of a PATCH request into a change of an object.</summary>
internal static class Patches
{
    public const string Apply = "application/apply-patch+yaml";
    private const string Json = "application/json-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";

    public static Func<JsonObject, JsonObject?> Read(ApiRequest request, ResourceDefinition resource, ICollection<string> duplicates)
    {
        var body = RequestBody.Json(request.Body, duplicates);
        return RequestBody.MediaType(request) switch
        {
            Json when body is JsonArray operations => value => Result(JsonPatch.Apply(value, operations)),
            Merge when body is JsonObject => value => Result(MergePatch.Apply(value, body)),
            Strategic when body is JsonObject patch && !resource.IsCustom => value =>
                StrategicMergePatch.Apply(value, patch, resource.Type),
            Json or Merge or Strategic when !(resource.IsCustom && RequestBody.MediaType(request) == Strategic) =>
                throw ApiErrors.BadRequest("the body of the request is not a patch of the type that its Content-Type names"),
            var other => throw ApiErrors.UnsupportedMediaType(
                $"the body of the request was in an unknown format - accepted media types include: {Json}, {Merge}, "
                + (resource.IsCustom ? "" : $"{Strategic}, ") + $"{Apply} (it is {other})"),
        };
    }

    /// <summary>Refuses options that do not go with the kind of patch.</summary>
    public static void CheckOptions(bool apply, QueryParameters query)
    {
        var error = apply && query["fieldManager"].Length == 0 ? FieldError.Required("fieldManager", "is required for apply patch")
            : !apply && query.Has("force") ? FieldError.Forbidden("force", "may not be specified for non-apply patch")
            : null;
        if (error is not null) throw ApiErrors.Invalid("meta.k8s.io", "PatchOptions", "", [error]);
    }

    private static JsonObject Result(JsonNode? value) =>
        value as JsonObject ?? throw ApiErrors.BadRequest("the patch does not leave an object");
}
