using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>
/// An MLflow tracking server over HTTP, as its REST API is documented, in front of a <see cref="PlayedMlflowStore"/>; and everything that
/// can go wrong on the way to it.
/// </summary>
internal sealed class PlayedMlflow : IAsyncDisposable
{
    private readonly Lock sync = new();
    private readonly List<string> requests = [];
    private readonly Queue<MlflowAccident> accidents = [];
    private WebApplication app = null!;

    public PlayedMlflowStore Store { get; } = new();

    public Uri Address { get; private set; } = null!;

    /// <summary>The Authorization header that is asked for; null: none.</summary>
    public string? Authorization { get; set; }

    /// <summary>Happens to every request that no accident of the queue happens to.</summary>
    public MlflowAccident? Always { get; set; }

    /// <summary>Method and endpoint of every request so far.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (sync) return [.. requests];
        }
    }

    public static async Task<PlayedMlflow> StartAsync(string path = "", X509Certificate2? certificate = null)
    {
        var server = new PlayedMlflow();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null) listen.UseHttps(certificate);
            }));
        server.app = builder.Build();
        server.app.Run(context => server.HandleAsync(context, path));
        await server.app.StartAsync();
        server.Address = new(server.app.Urls.Single() + path);
        return server;
    }

    /// <summary>The next requests meet with these, in order; null: with none any more.</summary>
    public void Next(params IReadOnlyList<MlflowAccident>? next)
    {
        lock (sync)
        {
            accidents.Clear();
            foreach (var accident in next ?? []) accidents.Enqueue(accident);
        }
    }

    /// <summary>Forgets what was asked so far.</summary>
    public void Clear()
    {
        lock (sync) requests.Clear();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext context, string path)
    {
        var prefix = $"{path}/api/2.0/mlflow/";
        var endpoint = context.Request.Path.Value!;
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        MlflowAccident? accident;
        lock (sync)
        {
            requests.Add($"{context.Request.Method} {endpoint.Replace(prefix, "", StringComparison.Ordinal)}");
            accident = accidents.TryDequeue(out var next) ? next : Always;
        }

        if (accident is { Kind: MlflowAccidentKind.Status or MlflowAccidentKind.Silence })
        {
            await accident.HappenAsync(context);
            return;
        }

        if (Authorization is not null && context.Request.Headers.Authorization != Authorization)
        {
            await WriteAsync(context, 401, "You are not authenticated. Please see documentation for how to sign in.");
            return;
        }

        if (!endpoint.StartsWith(prefix, StringComparison.Ordinal))
        {
            await WriteAsync(context, 404, "<!doctype html><title>404 Not Found</title>");
            return;
        }

        var (status, answer) = Answer(context, endpoint[prefix.Length..], body);
        if (accident is { Kind: MlflowAccidentKind.LostAnswer }) context.Abort();
        else await WriteAsync(context, status, answer.ToJsonString(), "application/json");
    }

    private (int Status, JsonObject Answer) Answer(HttpContext context, string endpoint, string body)
    {
        try
        {
            var request = context.Request.Method == "GET"
                ? new JsonObject(context.Request.Query.Select(pair =>
                    KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value.ToString())))
                : JsonNode.Parse(body)!.AsObject();
            lock (sync)
                return (200, Store.Answer($"{context.Request.Method} {endpoint}", request, Encoding.UTF8.GetByteCount(body)));
        }
        catch (MlflowRefusal refusal)
        {
            return (refusal.Status, new() { ["error_code"] = refusal.Code, ["message"] = refusal.Message });
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, string text, string type = "text/html")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(text);
    }
}
