using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Modelwright.Agent.Fetching;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Network;

/// <summary>Says what an HTTP answer or exception means for a fetch.</summary>
internal static class HttpFailure
{
    public static FetchException Of(HttpStatusCode status, ArtifactUri uri) => (int)status switch
    {
        401 or 403 or 407 => new(FetchReason.AccessDenied, $"{uri} answers {(int)status}: the credentials are missing or not enough"),
        404 or 410 => new(FetchReason.NotFound, $"{uri} answers {(int)status}: there is no such file"),
        408 or 425 or 429 or >= 500 => FetchException.Transient($"{uri} answers {(int)status}"),
        _ => new(FetchReason.Failed, $"{uri} answers {(int)status}"),
    };

    /// <summary>The failure that an exception stands for, or null when it is not the network's.</summary>
    public static FetchException? Of(Exception exception, ArtifactUri uri)
    {
        for (var e = exception; e is not null; e = e.InnerException!)
        {
            switch (e)
            {
                case FetchException known:
                    return known;
                case AuthenticationException:
                    return new FetchException(FetchReason.Unreachable,
                        $"{uri}: the server's certificate is not trusted ({e.Message.TrimEnd('.')}); " +
                        "add its authority to the image or to SSL_CERT_FILE", e);
                case SocketException { SocketErrorCode: var code }:
                    return FetchException.Transient($"{uri} cannot be reached: {code}", e);
            }
        }

        return exception is HttpRequestException or IOException
            ? FetchException.Transient($"{uri} cannot be reached: {exception.Message}", exception)
            : null;
    }
}
