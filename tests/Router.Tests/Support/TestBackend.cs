using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Modelwright.Router.Tests.Support;

/// <summary>A model server's stand-in: real Kestrel on loopback. Answers <c>{"revision":…,"bytes":N}</c> unless told otherwise.</summary>
public sealed class TestBackend : IAsyncDisposable
{
    private readonly WebApplication app;
    private int requests;
    private int unfinished;

    private TestBackend(string revision, int port, HttpProtocols protocols, RequestDelegate? handler)
    {
        Revision = revision;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = null;
            k.Limits.MinRequestBodyDataRate = null;
            k.Listen(IPAddress.Loopback, port, l => l.Protocols = protocols);
        });
        app = builder.Build();
        app.Run(async context =>
        {
            Interlocked.Increment(ref requests);
            // Begun before the first byte of the head can leave; ended only when the whole answer was given to a connection still alive.
            var isBegun = false;
            context.Response.OnStarting(() =>
            {
                isBegun = true;
                Interlocked.Increment(ref unfinished);
                return Task.CompletedTask;
            });
            context.Response.OnCompleted(() =>
            {
                if (isBegun && !context.RequestAborted.IsCancellationRequested) Interlocked.Decrement(ref unfinished);
                return Task.CompletedTask;
            });
            if (Closing) context.Response.Headers.Connection = "close";
            await (handler ?? EchoAsync)(context);
        });
    }

    public string Revision { get; }

    /// <summary>Every answer closes its connection, as a draining server's do.</summary>
    public bool Closing { get; set; }

    public int Requests => Volatile.Read(ref requests);

    /// <summary>Answers whose head may have left this backend and whose end did not; to be read once it is dead.</summary>
    public int Unfinished => Volatile.Read(ref unfinished);

    public Uri Url { get; private set; } = null!;

    public static async Task<TestBackend> StartAsync(
        string revision, RequestDelegate? handler = null, int port = 0, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var backend = new TestBackend(revision, port, protocols, handler);
        await backend.app.StartAsync(TestContext.Current.CancellationToken);
        backend.Url = new Uri(backend.app.Urls.First());
        return backend;
    }

    /// <summary>Stops as Kestrel does on SIGTERM: idle connections are closed, requests in flight are answered.</summary>
    public Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Dies as a killed process does: every connection is reset, whatever it was doing.</summary>
    public Task KillAsync() => app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task EchoAsync(HttpContext context)
    {
        var bytes = 0L;
        var chunk = new byte[8_192];
        while (await context.Request.Body.ReadAsync(chunk, context.RequestAborted) is > 0 and var read) bytes += read;
        var answer = System.Text.Encoding.UTF8.GetBytes($$"""{"revision":"{{Revision}}","bytes":{{bytes}}}""");
        // As a model server does: with a length, head and body leave in one piece, and nothing is owed after it.
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
