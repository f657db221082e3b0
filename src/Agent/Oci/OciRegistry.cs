using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Oci;

/// <summary>
/// A registry of the OCI distribution specification that is read: a manifest by tag or digest, and its blobs. It is asked without
/// credentials first; what it then asks for (a token, or a user and password) decides how everything else is asked.
/// </summary>
internal sealed class OciRegistry(
    OciReference reference, ArtifactUriRules rules, FetchPolicy policy, AuthenticationHeaderValue? credentials, NetworkOptions network)
{
    private const int MaxTokenBytes = 64 * 1024;
    private AuthenticationHeaderValue? _authorization;

    /// <summary>The manifest's bytes, verified where the reference has a digest.</summary>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public async Task<byte[]> ManifestAsync(CancellationToken cancellation)
    {
        var uri = Address($"manifests/{reference.Name}");
        using var client = new HttpClient(GuardedHandler.Create(rules, policy, network));
        client.Timeout = policy.ConnectTimeout + policy.IdleTimeout;
        try
        {
            using var first = await AskAsync(client, uri, _authorization, cancellation);
            if (first.StatusCode != HttpStatusCode.Unauthorized) return await BytesAsync(first, uri, cancellation);
            _authorization = await AuthorizeAsync(client, first, uri, cancellation);
            using var second = await AskAsync(client, uri, _authorization, cancellation);
            return await BytesAsync(second, uri, cancellation);
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

    /// <summary>A layer, to be asked for as the manifest was.</summary>
    public IArtifactSource Layer(OciLayer layer) =>
        new HttpsSource(Address($"blobs/{layer.Digest}"), rules, policy, _authorization, network);

    private ArtifactUri Address(string path) =>
        ArtifactUri.TryParse($"https://{reference.Registry}/v2/{reference.Repository}/{path}", rules, out var uri, out var error)
            ? uri
            : throw new FetchException(FetchReason.InvalidUri, $"{reference} is not accepted: {error}");

    private static async Task<HttpResponseMessage> AskAsync(
        HttpClient client, ArtifactUri uri, AuthenticationHeaderValue? authorization, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri.ToHttpUri());
        request.Headers.UserAgent.ParseAdd("modelwright-agent");
        request.Headers.Authorization = authorization;
        foreach (var type in OciManifest.Accepted) request.Headers.Accept.ParseAdd(type);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private async Task<byte[]> BytesAsync(HttpResponseMessage response, ArtifactUri uri, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK) throw HttpFailure.Of(response.StatusCode, uri);
        var bytes = await ReadAsync(response, OciManifest.MaxBytes, uri, cancellation);
        var found = Sha256Digest.Of(bytes);
        return reference.Digest is null || reference.Digest == found ? bytes
            : throw new FetchException(FetchReason.DigestMismatch, $"{reference} has a manifest with the digest {found}");
    }

    private async Task<AuthenticationHeaderValue?> AuthorizeAsync(
        HttpClient client, HttpResponseMessage refusal, ArtifactUri uri, CancellationToken cancellation)
    {
        if (OciChallenge.Of(refusal.Headers.WwwAuthenticate) is not { } challenge)
            return credentials ?? throw HttpFailure.Of(refusal.StatusCode, uri);

        // A token that somebody made before needs no other.
        if (credentials?.Scheme == "Bearer") return credentials;
        var scope = challenge.Scope ?? $"repository:{reference.Repository}:pull";
        var query = $"scope={Uri.EscapeDataString(scope)}"
            + (challenge.Service is { } service ? $"&service={Uri.EscapeDataString(service)}" : "");
        var realm = Realm(challenge);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{realm}{(realm.Query is null ? "?" : "&")}{query}");
        request.Headers.Authorization = credentials;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode != HttpStatusCode.OK) throw HttpFailure.Of(response.StatusCode, realm);
        return new("Bearer", Token(await ReadAsync(response, MaxTokenBytes, realm, cancellation), realm));
    }

    private ArtifactUri Realm(OciChallenge challenge) =>
        ArtifactUri.TryParse(challenge.Realm, rules, out var realm, out var error) && realm.Scheme == ArtifactScheme.Https
            ? realm
            : throw new FetchException(FetchReason.InvalidUri,
                $"{reference}: the registry asks for a token from a place that is refused: {error ?? "only https is followed"}");

    private static string Token(byte[] json, ArtifactUri realm)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            foreach (var name in (string[])["token", "access_token"])
                if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out var token)
                    && token.ValueKind == JsonValueKind.String && token.GetString() is { Length: > 0 } text && !text.Any(char.IsControl))
                    return text;
        }
        catch (JsonException)
        {
            // The same as an answer without a token.
        }

        throw new FetchException(FetchReason.AccessDenied, $"{realm} answers without a token");
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxBytes, ArtifactUri uri, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[16 * 1024];
        using var read = new MemoryStream();
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (read.Length + count > maxBytes)
                throw new FetchException(FetchReason.TooLarge, $"{uri} answers with more than {maxBytes} bytes");
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
