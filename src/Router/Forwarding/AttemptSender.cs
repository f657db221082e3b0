using System.Net;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;
using Modelwright.Router.Settings;
using Yarp.ReverseProxy.Forwarder;

namespace Modelwright.Router.Forwarding;

/// <summary>Makes one attempt: gRPC through YARP over cleartext HTTP/2, everything else over HTTP/1.1.</summary>
public sealed class AttemptSender(RouterOptions options, IHttpForwarder forwarder, BackendClients clients, TimeProvider clock)
{
    private readonly Http1Exchange http1 = new(options, clock);
    private readonly ForwarderRequestConfig http2 = new()
    {
        ActivityTimeout = options.BackendTimeout,
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    /// <summary>Forwards the request; null when the backend's answer reached its end.</summary>
    public async Task<AttemptResult?> SendAsync(HttpContext context, Backend backend, ReplayStream? body, RevisionSeries series, bool fresh)
    {
        var isGrpc = HttpProtocol.IsHttp2(context.Request.Protocol) &&
            context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
        var transformer = new BackendTransformer(backend.Revision, body);
        var client = fresh ? clients.Fresh : clients.Pooled;
        series.InFlight.Inc();
        try
        {
            if (!isGrpc) return Seen(context, await http1.SendAsync(context, backend.Address, client, transformer, body));
            var error = await forwarder.SendAsync(context, backend.Address, client, http2, transformer);
            if (error == ForwarderError.None) return null;
            var feature = context.Features.Get<IForwarderErrorFeature>();
            context.Features.Set<IForwarderErrorFeature>(null);
            // The whole answer is there; that the rest of the request was not wanted is the backend's right.
            if (transformer.Completed) return null;
            var kind = FailureClassifier.Classify(error, feature?.Exception, body?.Fault is not null);
            // Whatever YARP blames: once a response had begun, this is its failure.
            if (transformer.Responded && kind != AttemptFailure.ClientGone) kind = AttemptFailure.Response;
            return Seen(context, new AttemptResult(kind, feature?.Exception));
        }
        finally
        {
            series.InFlight.Dec();
        }
    }

    /// <summary>
    /// A process that is killed between the head and the first byte of its answer has told the client nothing: to it this is a connection
    /// that ended before a response. Not so when the time was over.
    /// </summary>
    private static AttemptResult? Seen(HttpContext context, AttemptResult? result) =>
        result is { Kind: AttemptFailure.Response, Exception: not OperationCanceledException } && !context.Response.HasStarted
            ? new AttemptResult(AttemptFailure.Closed, result.Value.Exception)
            : result;
}
