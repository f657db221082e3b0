using System.Net;
using Modelwright.Router.Forwarding;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Mirroring;

/// <summary>One request that is to be copied: captures the real answer on its way, and the request once that is complete.</summary>
public sealed class MirrorCopy : IDisposable
{
    private readonly Backend target;
    private readonly CapturedBody answer;
    private readonly ReplayBudget budget;
    private CapturedBody? body;

    internal MirrorCopy(HttpContext context, Backend target, CapturedBody answer, ReplayBudget budget, Action<MirrorCopy> ended)
    {
        (this.target, this.answer, this.budget) = (target, answer, budget);
        context.Response.Body = new TeeStream(context.Response.Body, answer);
        // Then the client has everything, and the request's headers are still there. It comes for every request, also for one that failed.
        context.Response.OnCompleted(async () =>
        {
            try
            {
                if (body is not null) await CaptureAsync(context);
            }
            finally
            {
                ended(this);
            }
        });
    }

    /// <summary>The real answer.</summary>
    public Answer? Real { get; private set; }

    /// <summary>The copy to be sent, or null.</summary>
    public HttpRequestMessage? Request { get; private set; }

    /// <summary>Whether another revision answered, so that the copy is due even if it cannot be sent.</summary>
    public bool IsDue { get; private set; }

    /// <summary>A revision has answered the real request to the end.</summary>
    public void Answered(Backend by, ReplayStream? request)
    {
        if (by.Revision == target.Revision) return;
        IsDue = true;
        body = request is null ? new CapturedBody(0, budget) : request.TryTake(budget);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Request?.Dispose();
        answer.Dispose();
        body?.Dispose();
    }

    private async Task CaptureAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var isGrpc = HttpProtocol.IsHttp2(request.Protocol) && GrpcStatus.IsGrpc(request.ContentType);
        Real = new Answer(response.StatusCode, response.ContentType, response.Headers.ContentEncoding,
            response.Headers[Answer.JsonLengthHeader], GrpcStatus.IsGrpc(response.ContentType) ? GrpcStatus.Of(response) : null,
            answer.IsWhole ? answer.Bytes : (ReadOnlyMemory<byte>?)null);
        var copy = new HttpRequestMessage(HttpMethod.Post, target.Address)
        {
            Content = new ReadOnlyMemoryContent(body!.Bytes),
            Version = isGrpc ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        // The same way as the real request's, so that the server sees the same.
        await new BackendTransformer(target.Revision, null).TransformRequestAsync(context, copy, target.Address, CancellationToken.None);
        copy.Headers.TryAddWithoutValidation(RequestMirror.ShadowHeader, "true");
        Request = copy;
    }
}
