using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Operator.Routers;

/// <summary>The routers' admin API over HTTP.</summary>
public sealed class HttpRouterClient(HttpMessageInvoker http, RouterTokens tokens, TimeProvider time) : IRouterClient, IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>A client with connections of its own: no proxy, no redirects, few idle connections.</summary>
    public static HttpRouterClient Create(Func<RouterKey> keys, TimeProvider time) => new(
        new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxConnectionsPerServer = 2,
        }),
        new RouterTokens(keys, time), time);

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
    public void Dispose() => http.Dispose();

    private async Task<(HttpStatusCode Status, JsonObject? Body)> SendAsync(
        RouterEndpoint router, HttpMethod method, string path, string? content, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        var host = router.Address.Contains(':') ? $"[{router.Address}]" : router.Address;
        using var request = new HttpRequestMessage(method, $"http://{host}:{Names.AdminPortNumber}{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(router.Namespace));
        if (content is not null) request.Content = new StringContent(content, Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, linked.Token);
            return (response.StatusCode, await ReadAsync(response, linked.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RouterUnreachableException($"no answer within {Deadline.TotalSeconds:0} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or JsonException)
        {
            throw new RouterUnreachableException(error.Message, error);
        }
    }

    private static async Task<JsonObject?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var bounded = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bounded.Length + read > MaxAnswerBytes) throw new IOException($"the answer is larger than {MaxAnswerBytes} bytes");
            bounded.Write(buffer, 0, read);
        }

        return bounded.Length == 0 ? null : JsonNode.Parse(bounded.ToArray(), documentOptions: Strict) as JsonObject;
    }

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? Words(JsonObject? body) => body?["error"]?.ToString() is { } text ? Pods.TerminationMessage.Tidy(text) : null;

    private static RouterUnreachableException Unexpected(HttpStatusCode status, JsonObject? body) =>
        new($"answered {(int)status} {Words(body)}".TrimEnd());
}
