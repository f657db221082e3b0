using Yarp.ReverseProxy.Forwarder;

namespace Modelwright.Router.Forwarding;

/// <summary>Reads from YARP's and SocketsHttpHandler's errors what a retry decision needs to know.</summary>
public static class FailureClassifier
{
    /// <summary>What contents say that are asked a second time for their bytes; YARP's words.</summary>
    public const string Consumed = "Stream was already consumed.";

    private const long Http2RefusedStream = 7;

    /// <summary>The kind of failure.</summary>
    /// <param name="error">YARP's view.</param>
    /// <param name="exception">What it caught.</param>
    /// <param name="clientFault">Whether reading the client's body failed. YARP also blames the client when the backend's end cancels the
    /// reading.</param>
    public static AttemptFailure Classify(ForwarderError error, Exception? exception, bool clientFault) => error switch
    {
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled =>
            AttemptFailure.ClientGone,
        ForwarderError.RequestBodyClient when clientFault => AttemptFailure.ClientBody,
        ForwarderError.RequestTimedOut => AttemptFailure.Timeout,
        ForwarderError.Request or ForwarderError.RequestBodyDestination or ForwarderError.RequestBodyClient => BeforeResponse(exception),
        ForwarderError.ResponseBodyClient => AttemptFailure.ClientGone,
        ForwarderError.ResponseBodyDestination or ForwarderError.ResponseHeaders => AttemptFailure.Response,
        _ => AttemptFailure.Protocol,
    };

    /// <summary>The kind of failure when no response came and the client is not the cause.</summary>
    public static AttemptFailure BeforeResponse(Exception? exception)
    {
        foreach (var e in Chain(exception))
            switch (e)
            {
                case BackendConnectException:
                    return AttemptFailure.Connect;
                case HttpProtocolException { ErrorCode: Http2RefusedStream }:
                // SocketsHttpHandler knows that nothing was begun (a GOAWAY, a connection closed before) and asked for the body again.
                case InvalidOperationException { Message: Consumed }:
                    return AttemptFailure.Refused;
                case HttpRequestException { HttpRequestError: var kind } when IsNotHttp(kind):
                case HttpIOException { HttpRequestError: var kind2 } when IsNotHttp(kind2):
                    return AttemptFailure.Protocol;
            }

        // A connection ends in many ways (EOF, reset, HTTP/2 shutdown, a body that stopped half-way because of these); none tells more.
        return exception is null ? AttemptFailure.Protocol : AttemptFailure.Closed;
    }

    private static bool IsNotHttp(HttpRequestError kind) =>
        kind is HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded;

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        if (exception is AggregateException aggregate)
        {
            foreach (var inner in aggregate.InnerExceptions)
                foreach (var e in Chain(inner))
                    yield return e;
            yield break;
        }

        for (var e = exception; e is not null; e = e.InnerException) yield return e;
    }
}
