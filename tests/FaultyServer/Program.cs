using System.Globalization;
using System.Net;

// Speaks as much of the Open Inference Protocol as a rollout needs, and fails (FAIL_PERCENT) or waits (DELAY_MS) as often as it is told.
// Every hundred requests have exactly as many failures, evenly spread.
var failures = Number("FAIL_PERCENT");
var delay = TimeSpan.FromMilliseconds(Number("DELAY_MS"));
var count = 0;
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    var address = IPAddress.Parse(Environment.GetEnvironmentVariable("MODELWRIGHT_BIND_ADDRESS") ?? "0.0.0.0");
    kestrel.Listen(address, 8080);
});
var app = builder.Build();
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
