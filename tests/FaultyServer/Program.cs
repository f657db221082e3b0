using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Modelwright.FaultyServer;
using Modelwright.Router.Listening;

// Speaks as much of the Open Inference Protocol as a rollout needs, REST and gRPC, and fails (FAIL_PERCENT) or waits (DELAY_MS) as often
// as it is told. Every hundred REST requests have exactly as many failures, evenly spread.
var failures = Number("FAIL_PERCENT");
var delay = TimeSpan.FromMilliseconds(Number("DELAY_MS"));
var count = 0;
var address = IPAddress.Parse(Environment.GetEnvironmentVariable("MODELWRIGHT_BIND_ADDRESS") ?? "0.0.0.0");
using var port = new SharedPort(new IPEndPoint(address, 8080), TimeSpan.FromSeconds(10), TimeProvider.System);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddGrpc();
builder.Services.AddSingleton<SocketTransportFactory>();
builder.Services.AddSingleton<IConnectionListenerFactory, SharedPortTransport>();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(port.Http1, listen => listen.Protocols = HttpProtocols.Http1);
    kestrel.Listen(port.Http2, listen => listen.Protocols = HttpProtocols.Http2);
});
var app = builder.Build();
app.MapGrpcService<GrpcInference>();
app.MapGet("/v2/health/live", () => Results.Ok());
app.MapGet("/v2/health/ready", () => Results.Ok());
app.MapGet("/v2/models/{model}/ready", () => Results.Ok());
app.MapPost("/v2/models/{model}/infer", async (string model) =>
{
    if (delay > TimeSpan.Zero) await Task.Delay(delay);
    var turn = Interlocked.Increment(ref count);
    return turn * failures / 100 != (turn - 1) * failures / 100
        ? Results.Json(new { error = "out of order" }, statusCode: 500)
        : Results.Json(new { model_name = model, outputs = Array.Empty<object>() });
});
await app.RunAsync();

static int Number(string variable) =>
    int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : 0;
