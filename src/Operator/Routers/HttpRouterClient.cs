using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Operator.Transport;

namespace Modelwright.Operator.Routers;

/// <summary>The routers' admin API over HTTP.</summary>
public sealed class HttpRouterClient(HttpMessageInvoker http, RouterTokens tokens, TimeProvider time) : IRouterClient, IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly AdminTransport transport = new(http, time, (words, cause) => new RouterUnreachableException(words, cause));

    /// <summary>A client with connections of its own.</summary>
    public static HttpRouterClient Create(Func<RouterKey> keys, TimeProvider time) =>
        new(AdminTransport.Connections(3, TimeSpan.FromSeconds(30)), new RouterTokens(keys, time), time);

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, long>> ListAsync(RouterEndpoint router, CancellationToken cancellationToken)
    {
        var (status, body) = await SendAsync(router, HttpMethod.Get, "/v1/routes", null, cancellationToken);
        if (status != HttpStatusCode.OK || body?["routes"] is not JsonArray routes) throw Unexpected(status, body);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            if (route is not JsonObject entry || Text(entry["model"]) is not { } model || Number(entry["revision"]) is not { } revision)
                throw new RouterUnreachableException("answered with something that is not a list of routes");
            found[model] = revision;
        }

        return found;
    }

    /// <inheritdoc />
    public async Task<PushOutcome> PutAsync(RouterEndpoint router, RouteTable table, CancellationToken cancellationToken)
    {
        var (status, body) = await SendAsync(router, HttpMethod.Put, $"/v1/routes/{table.Model}", table.ToJson(), cancellationToken);
        return status switch
        {
            HttpStatusCode.OK => new(table.Revision, null, null),
            HttpStatusCode.Conflict when Number(body?["revision"]) is { } inForce => new(null, inForce, Words(body)),
            HttpStatusCode.BadRequest => new(null, null, Words(body) ?? "the router refused the route"),
            _ => throw Unexpected(status, body),
        };
    }

    /// <inheritdoc />
    public async Task<long?> DeleteAsync(RouterEndpoint router, string model, long revision, CancellationToken cancellationToken)
    {
        var (status, body) = await SendAsync(router, HttpMethod.Delete, $"/v1/routes/{model}?revision={revision}", null, cancellationToken);
        return status switch
        {
            HttpStatusCode.OK or HttpStatusCode.NotFound => null,
            HttpStatusCode.Conflict when Number(body?["revision"]) is { } inForce => inForce,
            _ => throw Unexpected(status, body),
        };
    }

    /// <inheritdoc />
    public async Task<RouterActivity> ActivityAsync(
        RouterEndpoint router, long? seen, TimeSpan wait, CancellationToken cancellationToken)
    {
        var query = seen is null ? "" : $"?seen={seen}&wait={(int)Math.Ceiling(wait.TotalSeconds)}";
        var (status, body) = await transport.SendAsync(HttpMethod.Get, router.Address, $":{Names.AdminPortNumber}/v1/activity{query}",
            tokens.For(router.Namespace), null, cancellationToken, seen is null ? TimeSpan.Zero : wait);
        return status == HttpStatusCode.OK ? ActivityReader.Read(body) : throw new RouterUnreachableException($"answered {(int)status}");
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<(HttpStatusCode Status, JsonObject? Body)> SendAsync(
        RouterEndpoint router, HttpMethod method, string path, string? content, CancellationToken cancellationToken)
    {
        var (status, body) = await transport.SendAsync(
            method, router.Address, $":{Names.AdminPortNumber}{path}", tokens.For(router.Namespace), content, cancellationToken);
        try
        {
            return (status, body.Length == 0 ? null : JsonNode.Parse(body, documentOptions: Strict) as JsonObject);
        }
        catch (JsonException error)
        {
            throw new RouterUnreachableException(error.Message, error);
        }
    }

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? Words(JsonObject? body) => body?["error"]?.ToString() is { } text ? Pods.TerminationMessage.Tidy(text) : null;

    private static RouterUnreachableException Unexpected(HttpStatusCode status, JsonObject? body) =>
        new($"answered {(int)status} {Words(body)}".TrimEnd());
}
