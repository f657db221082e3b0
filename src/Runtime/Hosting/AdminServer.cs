using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Metrics;
using Prometheus;

namespace Modelwright.Runtime.Hosting;

/// <summary>Answers /livez (the pump turns), /readyz (the caches are complete; standby instances are ready too) and /metrics.</summary>
internal sealed class AdminServer(string url, Heartbeat heartbeat, CacheSet caches, RuntimeMetrics metrics) : IAsyncDisposable
{
    private WebApplication? app;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapGet("/livez", () => heartbeat.IsAlive ? Results.Text("ok") : Results.Text("the pump stands still", statusCode: 503));
        app.MapGet("/readyz", () => caches.Synced ? Results.Text("ok") : Results.Text(Missing(), statusCode: 503));
        app.MapMetrics("/metrics", metrics.Registry);
        await app.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }

    private string Missing() =>
        "not yet read: " + string.Join(", ", caches.Summary().Where(cache => !cache.Synced).Select(cache => cache.Type.ToString()));
}
