using System.IO.Compression;
using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>
/// Where an answer goes: short ones are collected and sent with their length, long ones are sent in pieces as they are written. With gzip
/// when the caller takes it and it pays.
/// </summary>
internal sealed class ResponseSink(HttpContext context) : IDisposable
{
    private const int PieceBytes = 64 << 10;
    private const int SmallestWorthCompressing = 1400;

    private GZipStream? gzip;
    private bool started;

    /// <summary>Takes the text of the answer.</summary>
    public Utf8Writer Writer { get; } = new();

    /// <summary>Whether bytes of the answer are on their way, so that its status cannot change any more.</summary>
    public bool HasStarted => started;

    /// <summary>Sends what was written, if it is much.</summary>
    public async ValueTask FlushAsync()
    {
        if (Writer.Length < PieceBytes) return;
        if (!started) Start();
        await SendPieceAsync();
    }

    /// <summary>Sends the rest.</summary>
    public async ValueTask CompleteAsync()
    {
        if (!started && (Writer.Length < SmallestWorthCompressing || !AcceptsGzip()))
        {
            await HttpAnswer.SendAsync(context, StatusCodes.Status200OK, Writer.Written);
            return;
        }

        if (!started) Start();
        await SendPieceAsync();
        if (gzip is not null) await gzip.DisposeAsync();
    }

    public void Dispose() => Writer.Dispose();

    private void Start()
    {
        started = true;
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        if (!AcceptsGzip()) return;
        context.Response.Headers.ContentEncoding = "gzip";
        context.Response.Headers.Vary = "Accept-Encoding";
        gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    private async ValueTask SendPieceAsync()
    {
        if (gzip is not null) await gzip.WriteAsync(Writer.Written, context.RequestAborted);
        else await context.Response.BodyWriter.WriteAsync(Writer.Written, context.RequestAborted);
        Writer.Clear();
    }

    // "gzip;q=0" refuses it; any other mention accepts it.
    private bool AcceptsGzip()
    {
        foreach (var header in context.Request.Headers.AcceptEncoding)
            foreach (var range in (header ?? "").AsSpan().Split(','))
            {
                var coding = header.AsSpan(range).Trim();
                if (!coding.StartsWith("gzip", StringComparison.OrdinalIgnoreCase)) continue;
                var weight = coding[4..].Trim();
                if (weight.IsEmpty || (weight[0] == ';' && weight.IndexOfAnyInRange('1', '9') >= 0)) return true;
            }

        return false;
    }
}
