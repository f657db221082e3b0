using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Modelwright.Agent.Reports;
using Modelwright.Tokens;

namespace Modelwright.Agent.Attending;

/// <summary>The agent's port: alive for everyone, the report and the wish to stop for the operator alone.</summary>
internal sealed class AgentServer : IAsyncDisposable
{
    private const int MaxBody = 16 * 1024;
    private const int MaxConnections = 64;
    private readonly TokenVerifier? tokens;
    private readonly Func<RunReport> report;
    private readonly StopFile stop;
    private readonly WebApplication app;

    /// <summary>Wires the port; nothing listens yet.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="tokens">Who may ask, or null for nobody.</param>
    /// <param name="report">The report as it is now.</param>
    /// <param name="stop">The file that asks the container to stop.</param>
    public AgentServer(AttendOptions options, TokenVerifier? tokens, Func<RunReport> report, StopFile stop)
    {
        (this.tokens, this.report, this.stop) = (tokens, report, stop);
        // No configuration files to watch, no signal handling of its own.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Listen(options.BindAddress, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.UseRouting();
        app.MapGet("/healthz", context => context.Response.WriteAsync("ok"));
        app.MapGet("/v1/report", context => ForOperatorAsync(context, () => AnswerAsync(context, 200, ReportJson.Write(this.report()))));
        app.MapPost("/v1/stop", context => ForOperatorAsync(context, () => StopAsync(context)));
    }

    /// <summary>The port it listens on, once started.</summary>
    public int Port { get; private set; }

    public async Task StartAsync(CancellationToken cancellation)
    {
        await app.StartAsync(cancellation);
        Port = new Uri(app.Urls.First()).Port;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task ForOperatorAsync(HttpContext context, Func<Task> answer)
    {
        var problem = tokens is null
            ? "the agent was given no key of the operator"
            : tokens.Problem(context.Request.Headers.Authorization.ToString());
        if (problem is null) return answer();
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ErrorAsync(context, 401, problem);
    }

    private async Task StopAsync(HttpContext context)
    {
        string? reason;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            reason = body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("reason", out var member)
                && member.ValueKind == JsonValueKind.String
                    ? member.GetString()
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            reason = null;
        }

        if (string.IsNullOrWhiteSpace(reason)) await ErrorAsync(context, 400, "the body is not {\"reason\": \"…\"}");
        else if (stop.Write(reason) is { } problem) await ErrorAsync(context, 500, problem);
        else context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static Task ErrorAsync(HttpContext context, int status, string error) => AnswerAsync(
        context, status, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["error"] = error }));

    private static async Task AnswerAsync(HttpContext context, int status, byte[] json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
