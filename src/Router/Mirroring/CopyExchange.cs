using System.Net.Http.Headers;
using Modelwright.Router.Forwarding;

namespace Modelwright.Router.Mirroring;

/// <summary>Sends a copy and captures its answer.</summary>
public static class CopyExchange
{
    /// <summary>The answer, or null when there is none, or only a part of one.</summary>
    public static async Task<Answer?> SendAsync(
        BackendClients clients, HttpRequestMessage request, CapturedBody body, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await HeadAsync(clients, request, cancellationToken);
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var chunk = new byte[16_384];
            while (body.IsWhole && await stream.ReadAsync(chunk, cancellationToken) is > 0 and var read) body.Add(chunk.AsSpan(0, read));
            return Of(response, body);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null;
        }
    }

    // As with a real request (ADR 47): a pooled connection that was closed meanwhile says nothing about the server.
    private static async Task<HttpResponseMessage> HeadAsync(
        BackendClients clients, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await clients.Pooled.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return await clients.Fresh.SendAsync(Again(request), cancellationToken);
        }
    }

    private static HttpRequestMessage Again(HttpRequestMessage request)
    {
        var again = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
            Content = request.Content,
        };
        foreach (var (name, values) in request.Headers.NonValidated) again.Headers.TryAddWithoutValidation(name, values);
        return again;
    }

    private static Answer Of(HttpResponseMessage response, CapturedBody body)
    {
        var content = response.Content.Headers;
        var type = Value(content, "Content-Type");
        // The status of a call whose messages are too many was not waited for; it is not compared either.
        int? call = !GrpcStatus.IsGrpc(type) ? null
            : !body.IsWhole ? 0
            : GrpcStatus.Parse(Value(response.TrailingHeaders, GrpcStatus.Name) ?? Value(response.Headers, GrpcStatus.Name));
        return new Answer((int)response.StatusCode, type, Value(content, "Content-Encoding"),
            Value(response.Headers, Answer.JsonLengthHeader) ?? Value(content, Answer.JsonLengthHeader), call,
            body.IsWhole ? body.Bytes : (ReadOnlyMemory<byte>?)null);
    }

    private static string? Value(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
