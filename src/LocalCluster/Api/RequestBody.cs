using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Protobuf;

namespace Modelwright.LocalCluster.Api;

/// <summary>Reads a request's body, whatever it is written in.</summary>
internal static class RequestBody
{
    /// <summary>The Content-Type without parameters; JSON when there is none.</summary>
    public static string MediaType(ApiRequest request)
    {
        var text = request.ContentType ?? "";
        var end = text.IndexOf(';', StringComparison.Ordinal);
        text = (end < 0 ? text : text[..end]).Trim().ToLowerInvariant();
        return text.Length == 0 ? ApiResponse.JsonType : text;
    }

    /// <summary>The body as JSON.</summary>
    /// <exception cref="ApiException">400: it cannot be read; 415: it is written in something else.</exception>
    public static JsonNode? Read(ApiRequest request, ICollection<string>? duplicates = null) => MediaType(request) switch
    {
        ApiResponse.JsonType => Json(request.Body, duplicates),
        "application/yaml" => Yaml(request.Body, duplicates),
        ProtobufReader.MediaType => Protobuf(request.Body),
        var other => throw ApiErrors.UnsupportedMediaType(
            "the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, "
                + $"{ProtobufReader.MediaType} (it is {other})"),
    };

    /// <summary>The body as a JSON object.</summary>
    public static JsonObject ReadObject(ApiRequest request, ICollection<string>? duplicates = null) =>
        Read(request, duplicates) as JsonObject ?? throw ApiErrors.BadRequest("the body of the request is not an object");

    public static JsonNode? Json(ReadOnlyMemory<byte> body, ICollection<string>? duplicates)
    {
        try
        {
            return JsonText.Parse(body.Span, duplicates);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            throw ApiErrors.BadRequest($"the body of the request is not JSON: {error.Message}");
        }
    }

    private static JsonObject Protobuf(ReadOnlyMemory<byte> body)
    {
        try
        {
            return ProtobufReader.Read(body.Span);
        }
        catch (FormatException error)
        {
            throw ApiErrors.BadRequest($"the body of the request is not Kubernetes protobuf: {error.Message}");
        }
    }

    public static JsonNode? Yaml(ReadOnlyMemory<byte> body, ICollection<string>? duplicates)
    {
        try
        {
            return YamlText.Parse(Encoding.UTF8.GetString(body.Span), duplicates);
        }
        catch (FormatException error)
        {
            throw ApiErrors.BadRequest($"the body of the request is not YAML: {error.Message}");
        }
    }
}
