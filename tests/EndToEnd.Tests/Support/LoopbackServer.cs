using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>An https server on 127.0.0.1, as a person has one beside the embedded cluster.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication application;

    private LoopbackServer(WebApplication application) => this.application = application;

    /// <summary>Host and port.</summary>
    public string Authority => new Uri(application.Urls.Single()).Authority;

    /// <summary>Starts one; it listens when this returns.</summary>
    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(LoopbackAuthority.Certificate)));
        var server = new LoopbackServer(builder.Build());
        server.application.Run(answer);
        await server.application.StartAsync();
        return server;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => application.DisposeAsync();
}
