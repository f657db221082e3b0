using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Modelwright.Agent.Tests.Servers;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>The agent's played S3 on a port of this machine, as a person has one beside the embedded cluster.</summary>
internal sealed class PlayedS3 : IAsyncDisposable
{
    private readonly WebApplication application;

    private PlayedS3(WebApplication application) => this.application = application;

    /// <summary>Its address.</summary>
    public string Address => application.Urls.Single();

    /// <summary>What it holds, and what it answers.</summary>
    public S3Endpoint Store { get; } = new();

    /// <summary>Starts one; it listens when this returns.</summary>
    public static async Task<PlayedS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new PlayedS3(builder.Build());
        server.application.Run(server.Store.AnswerAsync);
        await server.application.StartAsync();
        return server;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => application.DisposeAsync();
}
