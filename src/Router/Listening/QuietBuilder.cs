using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Modelwright.Router.Listening;

/// <summary>The host both ports start from: no configuration files, no signal handling of its own, logs to one given place.</summary>
public static class QuietBuilder
{
    /// <summary>Makes a builder with Kestrel set up by <paramref name="kestrel"/>.</summary>
    public static WebApplicationBuilder Create(ILoggerFactory logging, Action<KestrelServerOptions> kestrel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(logging);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            kestrel(options);
        });
        return builder;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
