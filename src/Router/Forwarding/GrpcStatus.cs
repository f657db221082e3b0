using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Modelwright.Router.Forwarding;

/// <summary>
/// The status of a gRPC call: HTTP says 200 whatever happened, and the truth comes after the messages, in the trailer <c>grpc-status</c>
/// (gRPC over HTTP/2, section Responses).
/// </summary>
public static class GrpcStatus
{
    /// <summary>The trailer's name.</summary>
    public const string Name = "grpc-status";

    private const int Unknown = 2;

    // UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS: the others blame the request or the caller.
    private const int ServersFault = (1 << Unknown) | (1 << 4) | (1 << 12) | (1 << 13) | (1 << 14) | (1 << 15);

    /// <summary>Whether the answer that was just forwarded says that the server failed.</summary>
    public static bool Failed(HttpResponse response) => IsGrpc(response.ContentType) && IsServersFault(Of(response));

    /// <summary>
    /// The status of the answer to a gRPC call that was just forwarded. One without a message has its trailers in the place of headers.
    /// </summary>
    public static int Of(HttpResponse response) =>
        Parse(response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is { } trailers
            && trailers.TryGetValue(Name, out var trailer) ? trailer : response.Headers[Name]);

    /// <summary>Whether a content type is gRPC's.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null && contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);

    /// <summary>The number that a trailer says; 2 (UNKNOWN) when it says none.</summary>
    public static int Parse(string? status) =>
        int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : Unknown;

    /// <summary>Whether a status blames the server.</summary>
    public static bool IsServersFault(int status) => status is >= 0 and < 32 && (ServersFault & (1 << status)) != 0;
}
