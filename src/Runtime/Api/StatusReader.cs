using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Modelwright.Runtime.Api;

/// <summary>
/// Maps refusals to <see cref="ApiException"/>. Clients branch on the reason of <c>metav1.Status</c>; the code decides where there is none.
/// </summary>
internal static class StatusReader
{
    public static ApiException From(int code, JsonElement? body, RetryConditionHeaderValue? retryAfter, string request, DateTimeOffset now)
    {
        var reason = body is { } status ? ObjectReader.Text(status, "reason") : null;
        var message = (body is { } text ? ObjectReader.Text(text, "message") : null) ?? "the server gave no message";
        var delay = retryAfter?.Delta ?? (retryAfter?.Date is { } date && date > now ? date - now : (TimeSpan?)null) ?? RetryAfter(body);
        return new ApiException(Classify(code, reason, body),
            $"{request}: {code.ToString(CultureInfo.InvariantCulture)} {reason}: {message}",
            code, reason, delay);
    }

    private static ApiError Classify(int code, string? reason, JsonElement? body) => (code, reason) switch
    {
        (_, "AlreadyExists") => ApiError.AlreadyExists,
        (_, "Conflict") or (409, _) => HasCause(body, "reason", "FieldManagerConflict") ? ApiError.ApplyConflict : ApiError.Conflict,
        (_, "Expired") or (_, "Gone") or (410, _) => ApiError.Gone,
        // The answer to an apply with the UID of an object that was since replaced by another of its name: a race, nothing wrong with the
        // body.
        (_, "Invalid") when HasCause(body, "field", "metadata.uid") => ApiError.Conflict,
        (_, "Invalid") or (422, _) => ApiError.Invalid,
        (_, "NotFound") or (404, _) => ApiError.NotFound,
        (_, "Timeout") or (_, "ServerTimeout") or (504, _) or (408, _) => ApiError.Timeout,
        (_, "TooManyRequests") or (429, _) => ApiError.TooManyRequests,
        (401 or 403, _) => ApiError.Forbidden,
        (400, _) => ApiError.Invalid,
        ( >= 500, _) => ApiError.Unavailable,
        _ => ApiError.Unknown,
    };

    private static bool HasCause(JsonElement? body, string property, string value) =>
        Detail(body, "causes") is { ValueKind: JsonValueKind.Array } causes
        && causes.EnumerateArray().Any(cause => ObjectReader.Text(cause, property) == value);

    private static TimeSpan? RetryAfter(JsonElement? body) =>
        Detail(body, "retryAfterSeconds") is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetInt32(out var value) && value > 0
            ? TimeSpan.FromSeconds(value)
            : null;

    private static JsonElement? Detail(JsonElement? body, string name) =>
        body is { ValueKind: JsonValueKind.Object } status && status.TryGetProperty("details", out var details)
        && details.ValueKind == JsonValueKind.Object && details.TryGetProperty(name, out var value)
            ? value
            : null;
}
