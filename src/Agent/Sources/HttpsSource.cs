using System.Net;
using System.Net.Http.Headers;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>A file behind https. Redirects are followed a few times; each hop must pass the rules for hosts again.</summary>
public sealed class HttpsSource(
    ArtifactUri uri, ArtifactUriRules rules, FetchPolicy policy, AuthenticationHeaderValue? authorization, NetworkOptions network)
    : IArtifactSource
{
    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    public async Task<ArtifactContent> OpenAsync(CancellationToken cancellation)
    {
        var client = new HttpClient(GuardedHandler.Create(rules, policy, network)) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            var response = await FollowAsync(client, HttpMethod.Get, cancellation);
            return new ArtifactContent(
                await response.Content.ReadAsStreamAsync(cancellation), response.Content.Headers.ContentLength, client);
        }
        catch (Exception e)
        {
            client.Dispose();
            if (HttpFailure.Of(e, uri) is { } failure) throw failure;
            throw;
        }
    }

    /// <inheritdoc />
    /// <remarks>Asked with HEAD. A server that does not know it gets a GET, of which only the headers are read.</remarks>
    public async Task<SourceMark?> MarkAsync(CancellationToken cancellation)
    {
        using var client = new HttpClient(GuardedHandler.Create(rules, policy, network));
        client.Timeout = policy.ConnectTimeout + policy.IdleTimeout;
        try
        {
            using var response = await HeadersAsync(client, cancellation);
            var (tag, length) = (response.Headers.ETag?.ToString(), response.Content.Headers.ContentLength);
            var modified = response.Content.Headers.LastModified?.ToString("O");
            return tag is null && modified is null ? null : new SourceMark($"{tag} {length} {modified}", tag ?? modified);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw FetchException.Transient($"{uri} did not answer in time", e);
        }
        catch (Exception e) when (HttpFailure.Of(e, uri) is { } failure)
        {
            throw failure;
        }
    }

    private async Task<HttpResponseMessage> HeadersAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            return await FollowAsync(client, HttpMethod.Head, cancellation);
        }
        catch (FetchException e) when (e.Reason is FetchReason.AccessDenied or FetchReason.Failed or FetchReason.NotFound)
        {
            return await FollowAsync(client, HttpMethod.Get, cancellation);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpClient client, HttpMethod method, CancellationToken cancellation)
    {
        var target = uri.ToHttpUri();
        for (var redirects = 0; ; redirects++)
        {
            var response = await SendAsync(client, method, target, cancellation);
            if (response.StatusCode == HttpStatusCode.OK) return Unencoded(response);
            using (response)
            {
                if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                    throw HttpFailure.Of(response.StatusCode, uri);
                if (redirects == policy.MaxRedirects)
                    throw new FetchException(FetchReason.Failed, $"{uri} redirects more than {policy.MaxRedirects} times");
                target = Checked(new Uri(target, location));
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, Uri target, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, target);
        request.Headers.UserAgent.ParseAdd("modelwright-agent");
        request.Headers.AcceptEncoding.ParseAdd("identity");

        // Credentials are for the host that the URI names, not for where it sends us.
        var own = uri.ToHttpUri();
        var home = (own.Scheme, own.Host, own.Port) == (target.Scheme, target.Host, target.Port);
        request.Headers.Authorization = home ? authorization : null;
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private HttpResponseMessage Unencoded(HttpResponseMessage response)
    {
        var encodings = response.Content.Headers.ContentEncoding;
        if (encodings.All(e => e.Equals("identity", StringComparison.OrdinalIgnoreCase))) return response;
        using (response)
            throw new FetchException(FetchReason.Failed,
                $"{uri} is sent with Content-Encoding {string.Join(", ", encodings)}, which was not asked for");
    }

    // Stores redirect to addresses with signatures in the query and encoded slashes in the path; only where they lead is judged.
    private Uri Checked(Uri location)
    {
        var host = location.HostNameType == UriHostNameType.IPv6 ? $"[{location.IdnHost}]" : location.IdnHost;
        var place = location.IsAbsoluteUri ? $"{location.Scheme}://{host}{(location.IsDefaultPort ? "" : $":{location.Port}")}/file" : "";
        if (location.UserInfo.Length > 0 || location.OriginalString.Length > 4 * ArtifactUri.MaxLength)
            throw new FetchException(FetchReason.InvalidUri, $"{uri} redirects to a URI that is too long or holds credentials");
        return ArtifactUri.TryParse(place, rules, out var hop, out var error) && hop.Scheme == uri.Scheme
            ? location
            : throw new FetchException(FetchReason.InvalidUri,
                $"{uri} redirects to {location.Scheme}://{host}: {error ?? "only https is followed"}");
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
