using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Http;

/// <summary>The API server on a loopback port, over plain HTTP.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ApiServer _server;

    private ApiHost(WebApplication app, ApiServer server, Uri address)
    {
        _app = app;
        _server = server;
        Address = address;
    }

    /// <summary>Where clients find the server.</summary>
    public Uri Address { get; }

    /// <summary>Starts serving.</summary>
    /// <param name="server">Answers the requests.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="certificate">Speaks TLS with it; null for plain HTTP, over which kubectl sends no token.</param>
    /// <param name="stop">Gives up starting.</param>
    public static async Task<ApiHost> StartAsync(
        ApiServer server, int port = 0, ServerCertificate? certificate = null, CancellationToken stop = default)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "modelwright-api" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = server.Machinery.Options.MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = server.Machinery.Options.MaxWatches + 1000;
            kestrel.Limits.Http2.MaxStreamsPerConnection = server.Machinery.Options.MaxWatches;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (certificate is not null) listen.UseHttps(certificate.Certificate);
            });
        });
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context => Exchange.RunAsync(server, context));
        await app.StartAsync(stop);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new ApiHost(app, server, new Uri(address));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // Open watches end as by timeout, so that requests drain and clients reconnect to whoever comes next.
        _server.CloseWatches();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
