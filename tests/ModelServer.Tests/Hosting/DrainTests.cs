using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Modelwright.ModelServer.Tests.TestModels;
using Modelwright.Testing;

namespace Modelwright.ModelServer.Tests.Hosting;

public sealed class DrainTests
{
    private const int Size = 192;

    [Fact]
    public async Task Sigterm_under_load_answers_every_request_that_was_accepted()
    {
        using var folder = new TempFolder();
        using var process = Start(folder, delay: "0.5", timeout: "60");
        using var client = await process.ReadyAsync();
        var body = Body();
        using var leave = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 12).Select(_ => LoadAsync(client, body, leave.Token)).ToList();
        await UntilRequestsWaitAsync(client, process);
        process.Terminate();

        // As a router would: it sees "not ready" while requests are still served, and stops sending.
        await UntilAsync(async () =>
        {
            using var ready = await GetAsync(client, "/v2/health/ready");
            ready.Headers.ConnectionClose.ShouldBe(ready.StatusCode == HttpStatusCode.ServiceUnavailable ? true : null);
            return ready.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        using (var live = await GetAsync(client, "/v2/health/live")) live.StatusCode.ShouldBe(HttpStatusCode.OK);
        await leave.CancelAsync();
        var port = client.BaseAddress!.Port;
        var refused = UntilRefusedAsync(port);

        var counts = await Task.WhenAll(clients);
        (await process.ExitAsync()).ShouldBe(0, process.Output);
        await refused;
        counts.Sum(count => count.Answered).ShouldBeGreaterThanOrEqualTo(12);
        counts.SelectMany(count => count.Failures).ShouldBeEmpty();
        process.Output.ShouldContain("Asked to end");
        process.Output.ShouldContain("Stopped");
    }

    [Fact]
    public async Task Sigterm_requests_that_outlast_the_timeout_do_not_hold_the_process()
    {
        using var folder = new TempFolder();
        using var process = Start(folder, delay: "0", timeout: "0.2", steps: 20_000);
        using var client = await process.ReadyAsync();
        var body = Body();
        var clients = Enumerable.Range(0, 4).Select(_ => LoadAsync(client, body, new CancellationToken(canceled: true))).ToList();
        await UntilRequestsWaitAsync(client, process);
        process.Terminate();
        await process.ExitAsync();
        await Task.WhenAll(clients);
    }

    [Fact]
    public async Task Sigterm_twice_skips_the_delay()
    {
        using var folder = new TempFolder();
        using var process = Start(folder, delay: "86400", timeout: "10");
        using var client = await process.ReadyAsync();
        process.Terminate();
        await UntilAsync(() => Task.FromResult(process.Output.Contains("Asked to end", StringComparison.Ordinal)));
        process.Terminate();
        (await process.ExitAsync()).ShouldBe(0);
    }

    private static ServerProcess Start(TempFolder folder, string delay, string timeout, int steps = 60)
    {
        var file = folder.File("model.onnx");
        File.WriteAllBytes(file, SmallModels.Slow(Size, steps));
        return ServerProcess.Start(folder.Path, new Dictionary<string, string>
        {
            ["MODELWRIGHT_MODEL_FILE"] = file,
            ["MODELWRIGHT_DRAIN_DELAY"] = delay,
            ["MODELWRIGHT_DRAIN_TIMEOUT"] = timeout,
            ["MODELWRIGHT_CONCURRENT_RUNS"] = "1",
            ["MODELWRIGHT_WARMUP_REQUESTS"] = "0",
        });
    }

    private static async Task<(int Answered, List<string> Failures)> LoadAsync(HttpClient client, byte[] body, CancellationToken leave)
    {
        var (answered, failures) = (0, new List<string>());
        do
        {
            try
            {
                using var content = new ByteArrayContent(body);
                using var answer = await client.PostAsync(new Uri("/v2/models/m/infer", UriKind.Relative), content, CancellationToken.None);
                await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                if (answer.StatusCode == HttpStatusCode.OK) answered++;
                else failures.Add($"{answer.StatusCode}");
            }
            catch (HttpRequestException e)
            {
                failures.Add(e.ToString());
            }
        }
        while (!leave.IsCancellationRequested);
        return (answered, failures);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path) =>
        client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Task UntilRequestsWaitAsync(HttpClient client, ServerProcess process) => UntilAsync(async () =>
    {
        var metrics = await client.GetStringAsync(new Uri($"http://127.0.0.1:{process.AdminPort}/metrics"),
            TestContext.Current.CancellationToken);
        return metrics.Split('\n')
            .Any(line => line.StartsWith("modelserver_queue_size{", StringComparison.Ordinal)
                && !line.EndsWith(" 0", StringComparison.Ordinal));
    });

    private static async Task UntilRefusedAsync(int port) => await UntilAsync(async () =>
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    });

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; !await condition(); attempt++)
        {
            attempt.ShouldBeLessThan(3000);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static byte[] Body() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        inputs = new[] { new { name = "x", shape = new[] { Size, Size }, datatype = "FP32", data = new float[Size * Size] } },
        outputs = new[] { new { name = "y" } },
    });
}
