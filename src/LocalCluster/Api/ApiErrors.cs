using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Api;

/// <summary>The refusals that Kubernetes clients know, in its words (k8s.io/apimachinery/pkg/api/errors).</summary>
public static class ApiErrors
{
    public static ApiException NotFound(ResourceKey resource, string name) =>
        new(404, "NotFound", $"{resource} \"{name}\" not found", About(resource, name));

    public static ApiException UnknownPath() =>
        new(404, "NotFound", "the server could not find the requested resource", new JsonObject());

    public static ApiException AlreadyExists(ResourceKey resource, string name) =>
        new(409, "AlreadyExists", $"{resource} \"{name}\" already exists", About(resource, name));

    public static ApiException Conflict(ResourceKey resource, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {resource} \"{name}\": {why}", About(resource, name));

    public static ApiException Modified(ResourceKey resource, string name) =>
        Conflict(resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException Forbidden(ResourceKey resource, string name, string why) =>
        new(403, "Forbidden",
            name.Length == 0 ? $"{resource} is forbidden: {why}" : $"{resource} \"{name}\" is forbidden: {why}", About(resource, name));

    public static ApiException ForbiddenPath(string why) => new(403, "Forbidden", $"forbidden: {why}", new JsonObject());

    public static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new JsonObject());

    public static ApiException NotAcceptable(string accepted) =>
        new(406, "NotAcceptable", $"only the following media types are accepted: {accepted}");

    public static ApiException UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message);

    public static ApiException TooLarge(long limit) =>
        new(413, "RequestEntityTooLarge", $"the request body is larger than the limit of {limit} bytes", new JsonObject());

    public static ApiException Expired(string message) => new(410, "Expired", message);

    public static ApiException TooManyRequests(string message, int retryAfterSeconds) =>
        new(429, "TooManyRequests", message, new JsonObject { ["retryAfterSeconds"] = retryAfterSeconds });

    public static ApiException Internal(string message) =>
        new(500, "InternalError", $"Internal error occurred: {message}",
            new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) });

    public static ApiException FutureRevision(long asked, long current) =>
        new(504, "Timeout", $"Timeout: Too large resource version: {asked}, current: {current}", new JsonObject
        {
            ["causes"] = new JsonArray(
                new JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
            ["retryAfterSeconds"] = 1,
        });

    /// <summary>The object's content is refused; <paramref name="causes"/> name the fields.</summary>
    public static ApiException Invalid(string group, string kind, string name, IReadOnlyList<FieldError> causes)
    {
        var list = causes.Select(cause => cause.ToString()).Distinct().ToList();
        var text = list.Count == 1 ? list[0] : $"[{string.Join(", ", list)}]";
        var what = group.Length == 0 ? kind : $"{kind}.{group}";
        var details = new JsonObject();
        if (name.Length > 0) details["name"] = name;
        if (group.Length > 0) details["group"] = group;
        details["kind"] = kind;
        details["causes"] = new JsonArray([.. causes.Select(cause => cause.ToCause())]);
        return new ApiException(422, "Invalid", $"{what} \"{name}\" is invalid: {text}", details);
    }

    private static JsonObject About(ResourceKey resource, string name)
    {
        var details = new JsonObject();
        if (name.Length > 0) details["name"] = name;
        if (resource.Group.Length > 0) details["group"] = resource.Group;
        details["kind"] = resource.Plural;
        return details;
    }
}
