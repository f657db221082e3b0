using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Modelwright.ModelServer.Feedback;
using Modelwright.ModelServer.Metrics;
using Modelwright.ModelServer.Rest;
using Modelwright.ModelServer.Settings;

namespace Modelwright.ModelServer.Hosting;

/// <summary>
/// Kestrel with two ports and one handler each: no routing, no configuration files, nothing that watches the disk, so that a cold start is
/// short and every answer is ours.
/// </summary>
internal static class HttpHost
{
    // 16 MiB in all.
    private const int MaxLargeBlocks = 256;

    private static readonly string Version = typeof(HttpHost).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Builds the host; not started yet.</summary>
    public static WebApplication Build(ServerSettings settings, ServerState state, ServerMetrics metrics, TimeProvider clock)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddJsonLog(settings.LogLevel);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.DrainTimeout);
        builder.WebHost.UseKestrelCore();
        // An idle connection holds no block, so that the large ones are there for those that send.
        builder.WebHost.UseSockets(sockets => sockets.WaitForDataBeforeAllocatingBuffer = true);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>>(new ReceivePool(MaxLargeBlocks));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The reader of bodies has the limit, so that it can answer in the protocol's form.
            kestrel.Limits.MaxRequestBodySize = null;
            Listen(kestrel, settings.BindAddress, settings.Port);
            Listen(kestrel, settings.BindAddress, settings.AdminPort);
        });
        var app = builder.Build();
        var identity = new ModelIdentity(settings.ModelName, settings.ModelVersion);
        var budget = new BodyBudget(settings.MaxBufferedBytes);
        var infer = new InferEndpoint(
            new RequestBodyReader(settings.MaxRequestBytes), budget, metrics, clock,
            app.Services.GetRequiredService<ILogger<InferEndpoint>>());
        var feedback = new FeedbackEndpoint(
            new RequestBodyReader(Math.Min(settings.MaxRequestBytes, FeedbackReader.MaxBytes)), budget);
        var rest = new RestApi(identity, state, infer, feedback, Version);
        var admin = new AdminApi(state, metrics, settings);
        app.Run(context => context.Connection.LocalPort == state.AdminPort ? admin.HandleAsync(context) : rest.HandleAsync(context));
        return app;
    }

    /// <summary>The ports that a started host listens on: that of the protocol and that of administration.</summary>
    public static (int Port, int AdminPort) Ports(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var ports = addresses.Select(address => BindingAddress.Parse(address).Port).ToArray();
        return (ports[0], ports[1]);
    }

    private static void Listen(KestrelServerOptions kestrel, IPAddress? address, int port)
    {
        if (address is null) kestrel.ListenAnyIP(port, Http1);
        else kestrel.Listen(address, port, Http1);
    }

    private static void Http1(ListenOptions options) => options.Protocols = HttpProtocols.Http1;
}
