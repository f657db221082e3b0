using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Modelwright.Router.Mirroring;
using Yarp.ReverseProxy.Forwarder;

namespace Modelwright.Router.Forwarding;

/// <summary>
/// What changes on the way, one instance per attempt: headers that concern one connection only are dropped (RFC 9110 section 7.6.1), also
/// those that Connection names; <c>Expect</c> is dropped because the router answers it; the response says which revision answered.
/// </summary>
public sealed class BackendTransformer(string revision, ReplayStream? body) : HttpTransformer
{
    /// <summary>The response header that names the revision that answered.</summary>
    public const string RevisionHeader = "x-modelwright-revision";

    /// <summary>Whether a response head came.</summary>
    public bool Responded { get; private set; }

    /// <summary>Whether the response's body came whole.</summary>
    public bool Completed { get; private set; }

    /// <inheritdoc />
    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        // The target as the client wrote it: YARP builds one from the decoded path, which makes %252F of %2F.
        if (httpContext.Features.Get<IHttpRequestFeature>() is { RawTarget: ['/', ..] target })
            proxyRequest.RequestUri = new Uri(destinationPrefix + target, UriKind.Absolute);
        proxyRequest.Headers.Remove(HeaderNames.Expect);
        // Only the router says what is a copy: servers do not count copies.
        proxyRequest.Headers.Remove(RequestMirror.ShadowHeader);
        if (httpContext.Request.Headers.Connection is { Count: > 0 } connection)
            foreach (var name in HopByHopNames(connection))
            {
                proxyRequest.Headers.Remove(name);
                proxyRequest.Content?.Headers.Remove(name);
            }
    }

    /// <inheritdoc />
    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null) return false;
        Responded = true;
        body?.Forget();
        var copy = await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
        if (proxyResponse.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out var connection))
            foreach (var value in connection)
                foreach (var name in HopByHopNames(value))
                    httpContext.Response.Headers.Remove(name);
        httpContext.Response.Headers[RevisionHeader] = revision;
        return copy;
    }

    /// <inheritdoc />
    public override ValueTask TransformResponseTrailersAsync(
        HttpContext httpContext, HttpResponseMessage proxyResponse, CancellationToken cancellationToken)
    {
        Completed = true;
        return base.TransformResponseTrailersAsync(httpContext, proxyResponse, cancellationToken);
    }

    private static IEnumerable<string> HopByHopNames(StringValues connection) =>
        connection.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(IsRemovable);

    // Framing belongs to the message, whatever Connection says; and only a token can be a header's name.
    private static bool IsRemovable(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') &&
        !name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase) &&
        !name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase);
}
