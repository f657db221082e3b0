using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Modelwright.Operator.Hosting;

/// <summary>The operator as a generic host, for a program of its own or inside another one.</summary>
public static class ModelwrightHost
{
    /// <summary>A host that runs the operator from <c>StartAsync</c> to <c>StopAsync</c>; stopping drains.</summary>
    public static IHost Create(ModelwrightOptions options, TimeProvider time, Action<ILoggingBuilder>? logging = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.Services.AddModelwright(options);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(40));
        logging?.Invoke(builder.Logging);
        return builder.Build();
    }
}
