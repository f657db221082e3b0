using System.Net;
using System.Net.Http.Headers;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Watching;

namespace Modelwright.Runtime.Tests.Servers;

/// <summary>The embedded API server as an HttpMessageHandler: no sockets, no threads; a request takes two turns of the caller's pump.</summary>
internal sealed class ClusterHandler(ApiServer server, TimeProvider clock) : HttpMessageHandler
{
    /// <summary>Method and path with query of every request but watches, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Answers instead of the server when it returns something.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? Intercept { get; set; }

    /// <summary>Whether watches deliver; while false they are open but silent.</summary>
    public bool Delivering { get; set; } = true;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var isWatch = request.RequestUri!.Query.Contains("watch=true", StringComparison.Ordinal);
        if (!isWatch) Requests.Add($"{request.Method} {request.RequestUri.PathAndQuery}");
        if (Intercept?.Invoke(request) is { } own) return own;
        var answer = Apply(Translate(request));
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            Content = answer.Watch is { } watch ? new StreamBody(new WatchBody(watch, this, clock)) : new ByteArrayContent(answer.Body.ToArray()),
        };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
        await Task.Yield();
        return response;
    }

    private ApiResponse Apply(ApiRequest request)
    {
        if (request.ContentType?.StartsWith("application/apply-patch+yaml", StringComparison.Ordinal) != true) return server.Handle(request);
        var body = System.Text.Json.Nodes.JsonNode.Parse(request.Body.Span)!.AsObject();
        var uid = body["metadata"]!.AsObject().Remove("uid");
        var exists = server.Handle(new ApiRequest("GET", request.Path)).Status == 200;
        var bytes = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        return exists
            ? server.Handle(request with { Body = bytes, ContentType = "application/merge-patch+json" })
            : uid ? server.Handle(new ApiRequest("GET", request.Path)) : server.Handle(request with { Method = "POST", Path = request.Path[..request.Path.LastIndexOf('/')], Body = bytes, ContentType = "application/json" });
    }

    private static ApiRequest Translate(HttpRequestMessage request)
    {
        var body = new MemoryStream();
        request.Content?.CopyTo(body, null, CancellationToken.None);
        return new ApiRequest(request.Method.Method, Uri.UnescapeDataString(request.RequestUri!.AbsolutePath), request.RequestUri.Query.TrimStart('?'))
        {
            Body = body.ToArray(),
            ContentType = request.Content?.Headers.ContentType?.ToString(),
            Accept = request.Headers.Accept.ToString(),
        };
    }

    /// <summary>Pulls from the session when it is read.</summary>
    private sealed class WatchBody(WatchSession session, ClusterHandler handler, TimeProvider clock) : Stream
    {
        private ReadOnlyMemory<byte> rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (rest.IsEmpty)
                if (!handler.Delivering) await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
                else if (!session.TryRead(out rest) && !await session.WaitAsync(inline: false, cancellationToken)) return 0;
            var count = Math.Min(buffer.Length, rest.Length);
            rest[..count].CopyTo(buffer);
            rest = rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("asynchronous only");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            session.Dispose();
            base.Dispose(disposing);
        }
    }
}
