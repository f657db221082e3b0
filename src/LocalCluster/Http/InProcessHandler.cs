using System.Net;
using System.Net.Http.Headers;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;

namespace Modelwright.LocalCluster.Http;

/// <summary>
/// The API server behind an <see cref="HttpClient"/> without a network. Every request is answered on the calling thread before
/// <see cref="SendAsync"/> returns, so that with one thread and virtual time a run can be repeated exactly.
/// </summary>
public sealed class InProcessHandler(ApiServer server, InProcessOptions? options = null) : HttpMessageHandler
{
    private readonly InProcessOptions _options = options ?? new InProcessOptions();

    /// <inheritdoc />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _options.Intercept is null
            ? Answer(request, Read(request))
            : throw new NotSupportedException("an intercepted request is sent asynchronously");

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = Read(request);
        var response = _options.Intercept is { } intercept ? await intercept(read, server.Handle, cancellationToken) : server.Handle(read);
        return Answer(request, response, read);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, ApiRequest read) => Answer(request, server.Handle(read), read);

    private ApiRequest Read(HttpRequestMessage message)
    {
        var uri = message.RequestUri!;
        var authorization = message.Headers.Authorization;
        return new ApiRequest(message.Method.Method, Uri.UnescapeDataString(uri.AbsolutePath), uri.Query.TrimStart('?'))
        {
            Body = Body(message.Content),
            ContentType = message.Content?.Headers.ContentType?.ToString(),
            Accept = string.Join(", ", message.Headers.Accept),
            UserAgent = message.Headers.UserAgent.ToString(),
            Token = authorization is { Scheme: "Bearer" } ? authorization.Parameter : null,
            User = _options.User,
            Impersonate = Impersonation.Of(name => message.Headers.TryGetValues(name, out var values) ? values : []),
        };
    }

    private static byte[] Body(HttpContent? content)
    {
        if (content is null) return [];
        using var buffer = new MemoryStream();
        content.CopyTo(buffer, null, CancellationToken.None);
        return buffer.ToArray();
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, ApiResponse response, ApiRequest read)
    {
        var message = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = request,
            Content = Content(response, read),
        };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(response.ContentType);
        foreach (var (name, value) in response.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value)) message.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private HttpContent Content(ApiResponse response, ApiRequest read)
    {
        if (response.Writer is { } writer) return new WriterContent(writer);
        if (response.Watch is not { } watch) return new ReadOnlyMemoryContent(response.Body);
        var feed = new WatchFeed(watch);
        _options.WatchOpened?.Invoke(read, feed);
        return new StreamContent(new WatchStream(feed));
    }
}
