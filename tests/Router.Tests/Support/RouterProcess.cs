using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.Testing;

namespace Modelwright.Router.Tests.Support;

/// <summary>The real program in a process of its own, on free loopback ports.</summary>
public sealed class RouterProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private RouterProcess(IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Modelwright.Router.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Url { get; private set; } = null!;

    public Uri AdminUrl { get; private set; } = null!;

    public IEnumerable<string> Lines => lines;

    public bool HasExited => process.HasExited;

    public static RouterProcess Start(IReadOnlyDictionary<string, string> environment) => new(environment);

    public static async Task<RouterProcess> StartServingAsync(OperatorKey key, string routes, string drainDelay = "1",
        string drainTimeout = "20")
    {
        var router = Start(new Dictionary<string, string>
        {
            ["MODELWRIGHT_NAMESPACE"] = "ns",
            ["MODELWRIGHT_ROUTER_PUBLIC_KEY"] = key.PublicPem,
            ["MODELWRIGHT_BIND_ADDRESS"] = "127.0.0.1",
            ["MODELWRIGHT_HTTP_PORT"] = "0",
            ["MODELWRIGHT_ADMIN_PORT"] = "0",
            ["MODELWRIGHT_ROUTES_DIR"] = routes,
            ["MODELWRIGHT_DRAIN_DELAY"] = drainDelay,
            ["MODELWRIGHT_DRAIN_TIMEOUT"] = drainTimeout,
        });
        JsonNode? started = null;
        await Eventually.Async(() =>
            (started = router.lines.Select(Parse).FirstOrDefault(l => l?["State"]?["Traffic"] is not null)) is not null
            || router.HasExited, "the router serves");
        started.ShouldNotBeNull(string.Join('\n', router.lines));
        router.Url = new Uri($"http://{started["State"]!["Traffic"]!.GetValue<string>()}");
        router.AdminUrl = new Uri($"http://{started["State"]!["Admin"]!.GetValue<string>()}");
        return router;
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static JsonNode? Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private void Add(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
