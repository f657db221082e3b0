using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Api;

/// <summary><see cref="IKubeApi"/> over HTTP. Every request has a deadline; every answer has a size limit.</summary>
public sealed class KubeApi(KubeConnection connection, TimeProvider time, RequestLimiter limiter, IRequestObserver? observer = null)
    : IKubeApi
{
    /// <summary>How long one request (a watch: until its first answer) may take.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    // etcd takes objects up to 1.5 MB; a page of 500 large ones stays far below this.
    private const int LongestBody = 512 * 1024 * 1024;
    private const int LongestEvent = 16 * 1024 * 1024;

    /// <inheritdoc />
    public async Task<ListPage> ListPageAsync(ResourceType type, ListRequest request, CancellationToken cancellationToken)
    {
        var url = RequestPath.WithQuery(RequestPath.Collection(type, request.Namespace),
            ("limit", request.Limit > 0 ? request.Limit : null),
            ("continue", request.Continue), ("labelSelector", request.LabelSelector), ("fieldSelector", request.FieldSelector));
        using var document = await SendAsync(HttpMethod.Get, url, null, null, cancellationToken);
        var root = document.RootElement;
        if (!root.TryGetProperty("metadata", out var metadata) || !root.TryGetProperty("items", out var items))
            throw new ApiException(ApiError.Unknown, $"GET {url}: the answer is not a list");
        var objects = items.ValueKind == JsonValueKind.Array
            ? items.EnumerateArray().Select(item => ObjectReader.Read(item, type)).ToList() : [];
        return new ListPage(ObjectReader.Text(metadata, "resourceVersion") ?? "", ObjectReader.Text(metadata, "continue"), objects);
    }

    /// <inheritdoc />
    public async Task<KubeObject?> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await SendForObjectAsync(type, HttpMethod.Get, RequestPath.Object(type, key, null), null, null, cancellationToken);
        }
        catch (ApiException error) when (error.Error == ApiError.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc />
    public Task<KubeObject> ApplyAsync(ResourceType type, JsonObject body, string fieldManager, bool force = true,
        string? subresource = null,
        CancellationToken cancellationToken = default)
    {
        var metadata = body["metadata"];
        var key = new ObjectKey(metadata?["namespace"]?.GetValue<string>(),
            metadata?["name"]?.GetValue<string>()
                ?? throw new ArgumentException($"apply of {type}: metadata.name is missing", nameof(body)));
        var url = RequestPath.WithQuery(RequestPath.Object(type, key, subresource), ("fieldManager", fieldManager),
            ("force", force ? "true" : "false"));
        return SendForObjectAsync(type, HttpMethod.Patch, url, body, "application/apply-patch+yaml", cancellationToken);
    }

    /// <inheritdoc />
    public Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, PatchKind kind, JsonNode patch, string fieldManager,
        string? subresource = null, CancellationToken cancellationToken = default)
    {
        var url = RequestPath.WithQuery(RequestPath.Object(type, key, subresource), ("fieldManager", fieldManager));
        return SendForObjectAsync(type, HttpMethod.Patch, url, patch,
            kind == PatchKind.Json ? "application/json-patch+json" : "application/merge-patch+json", cancellationToken);
    }

    /// <inheritdoc />
    public Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, string fieldManager,
        CancellationToken cancellationToken = default)
    {
        var path = RequestPath.Collection(type, body["metadata"]?["namespace"]?.GetValue<string>());
        return SendForObjectAsync(type, HttpMethod.Post, RequestPath.WithQuery(path, ("fieldManager", fieldManager)), body,
            "application/json",
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> DeleteAsync(ResourceType type, ObjectKey key, DeletePreconditions? preconditions,
        CancellationToken cancellationToken = default)
    {
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions", ["propagationPolicy"] = "Background" };
        if (preconditions is not null)
        {
            body["preconditions"] = new JsonObject { ["uid"] = preconditions.Uid };
            if (preconditions.ResourceVersion is { } version) body["preconditions"]!["resourceVersion"] = version;
        }

        try
        {
            using var answer = await SendAsync(HttpMethod.Delete, RequestPath.Object(type, key, null), body, "application/json",
                cancellationToken);
            return true;
        }
        catch (ApiException error) when (error.Error == ApiError.NotFound)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, WatchRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var url = RequestPath.WithQuery(RequestPath.Collection(type, request.Namespace), ("watch", "true"), ("allowWatchBookmarks", "true"),
            ("resourceVersion", request.ResourceVersion), ("timeoutSeconds", (int)request.Timeout.TotalSeconds),
            ("labelSelector", request.LabelSelector), ("fieldSelector", request.FieldSelector));
        using var deadline = new RequestDeadline(time, cancellationToken);
        deadline.Extend(RequestTimeout);
        using var response = await RespondAsync(HttpMethod.Get, url, null, null, deadline);
        await using var stream = await deadline.GuardAsync($"GET {url}", token => response.Content.ReadAsStreamAsync(token));
        var lines = new LineReader(stream, LongestEvent);
        while (true)
        {
            // Even a quiet stream has a bookmark about once a minute; one that stays silent for longer is a dead connection.
            deadline.Extend(request.SilenceLimit);
            var line = await deadline.GuardAsync($"GET {url}", token => lines.ReadAsync(token).AsTask());
            if (line is not { } json) yield break;
            if (json.Length > 0 && WatchEventReader.Read(json, type, url, time.GetUtcNow()) is { } next) yield return next;
        }
    }

    private async Task<KubeObject> SendForObjectAsync(ResourceType type, HttpMethod method, string url, JsonNode? body, string? mediaType,
        CancellationToken cancellationToken)
    {
        using var document = await SendAsync(method, url, body, mediaType, cancellationToken);
        return ObjectReader.Read(document.RootElement, type);
    }

    private async Task<JsonDocument> SendAsync(HttpMethod method, string url, JsonNode? body, string? mediaType,
        CancellationToken cancellationToken)
    {
        await limiter.WaitAsync(cancellationToken);
        using var deadline = new RequestDeadline(time, cancellationToken);
        deadline.Extend(RequestTimeout);
        using var response = await RespondAsync(method, url, body, mediaType, deadline);
        var bytes = await deadline.GuardAsync($"{method} {url}", token => BodyReader.ReadAsync(response.Content, LongestBody, token));
        return Parse(bytes, $"{method} {url}");
    }

    private async Task<HttpResponseMessage> RespondAsync(HttpMethod method, string url, JsonNode? body, string? mediaType,
        RequestDeadline deadline)
    {
        using var request = new HttpRequestMessage(method, new Uri(connection.Address, url));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType!);
        }

        var name = $"{method} {url}";
        HttpResponseMessage response;
        try
        {
            response = await deadline.GuardAsync(name, token => connection.SendAsync(request, token));
        }
        catch (ApiException)
        {
            observer?.Answered(method.Method, 0, connection.Address.Host);
            throw;
        }

        observer?.Answered(method.Method, (int)response.StatusCode, connection.Address.Host);
        if (response.IsSuccessStatusCode) return response;
        using (response)
        {
            var error = await RefusalAsync(response, name, deadline);
            if (error.RetryAfter is { } delay && error.Error is ApiError.TooManyRequests or ApiError.Unavailable) limiter.Pause(delay);
            throw error;
        }
    }

    private async Task<ApiException> RefusalAsync(HttpResponseMessage response, string name, RequestDeadline deadline)
    {
        var bytes = await deadline.GuardAsync(name, token => BodyReader.ReadAsync(response.Content, LongestEvent, token));
        JsonDocument? document = null;
        try
        {
            if (bytes.Length > 0 && bytes.Span[0] == '{') document = JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            // A proxy's own error page; the code says enough.
        }

        using (document)
            return StatusReader.From((int)response.StatusCode, document?.RootElement, response.Headers.RetryAfter, name, time.GetUtcNow());
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 128 });
        }
        catch (JsonException error)
        {
            throw new ApiException(ApiError.Unknown, $"{name}: the answer is not JSON: {error.Message}", inner: error);
        }
    }
}
