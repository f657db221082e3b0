using Yarp.ReverseProxy.Forwarder;

namespace Modelwright.Router.Forwarding;

/// <summary>Reads from YARP's and SocketsHttpHandler's errors what a retry decision needs to know.</summary>
public static class FailureClassifier
{
    private const long Http2RefusedStream = 7;

    /// <summary>The kind of failure.</summary>
    public static AttemptFailure Classify(ForwarderError error, Exception? exception) => error switch
    {
        ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled => AttemptFailure.ClientGone,
        ForwarderError.RequestBodyClient => AttemptFailure.ClientBody,
        ForwarderError.RequestTimedOut => AttemptFailure.Timeout,
        ForwarderError.Request or ForwarderError.RequestBodyDestination => BeforeResponse(exception),
        ForwarderError.ResponseBodyClient => AttemptFailure.ClientGone,
        ForwarderError.ResponseBodyDestination or ForwarderError.ResponseHeaders => AttemptFailure.Response,
        _ => AttemptFailure.Protocol,
    };

    private static AttemptFailure BeforeResponse(Exception? exception)
    {
        var result = AttemptFailure.Protocol;
        foreach (var e in Chain(exception))
            switch (e)
            {
                case BackendConnectException:
                    return AttemptFailure.Connect;
                case HttpProtocolException { ErrorCode: Http2RefusedStream }:
                    return AttemptFailure.Refused;
                // SocketsHttpHandler saw a GOAWAY that excludes this stream and asked for the body again, which YARP's content refuses.
                case InvalidOperationException { Message: "Stream was already consumed." }:
                    return AttemptFailure.Refused;
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                    return AttemptFailure.Protocol;
                case HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                    return AttemptFailure.Protocol;
                case OperationCanceledException:
                    return AttemptFailure.Timeout;
                case IOException or HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    result = AttemptFailure.Closed;
                    break;
            }

        return result;
    }

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
