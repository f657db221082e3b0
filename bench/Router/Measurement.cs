using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Modelwright.Bench.Router;

/// <summary>The same load straight to the backend and through the router, in turns; medians over the rounds.</summary>
public static class Measurement
{
    private const int BodyBytes = 400;
    private static readonly int[] Concurrency = [1, 8, 64];
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(2);

    /// <summary>Prints a table, and the figures as the last line.</summary>
    public static async Task RunAsync(Uri direct, ChildProgram router, int rounds)
    {
        var routed = router.Url;
        var result = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["rounds"] = rounds, ["bodyBytes"] = BodyBytes };
        Console.WriteLine("| c | direct req/s | routed req/s | ratio | direct p50 µs | routed p50 µs | direct p99 µs | routed p99 µs |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var c in Concurrency)
        {
            await TurnAsync(direct, c);
            await TurnAsync(routed, c);
            var (one, two) = (new List<Figures>(), new List<Figures>());
            var (processor, requests) = (router.ProcessorTime, 0L);
            for (var round = 0; round < rounds; round++)
            {
                one.Add(await TurnAsync(direct, c));
                two.Add(await TurnAsync(routed, c));
                requests += two[^1].Requests;
            }

            result[$"routerCpuMicrosecondsPerRequestC{c}"] = Math.Round((router.ProcessorTime - processor).TotalMicroseconds / requests, 1);

            var (d, r) = (Figures.Median(one), Figures.Median(two));
            var ratio = Figures.Median(one.Zip(two, (x, y) => y.PerSecond / x.PerSecond));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {c} | {d.PerSecond:F0} | {r.PerSecond:F0} | {ratio:F2} | {d.P50:F0} | {r.P50:F0} | {d.P99:F0} | {r.P99:F0} |"));
            result[$"throughputToDirectC{c}"] = Math.Round(ratio, 3);
            result[$"addedMedianMicrosecondsC{c}"] = Math.Round(r.P50 - d.P50, 1);
            result[$"addedP99MicrosecondsC{c}"] = Math.Round(r.P99 - d.P99, 1);
            result[$"routedPerSecondC{c}"] = Math.Round(r.PerSecond);
        }

        result["routerMegabytes"] = Math.Round(router.MegabytesNow, 1);
        Console.WriteLine($"RESULT {JsonSerializer.Serialize(result)}");
    }

    private static async Task<Figures> TurnAsync(Uri url, int concurrency)
    {
        var clients = Enumerable.Range(0, concurrency).Select(_ => new LoadClient(url, BodyBytes)).ToList();
        var start = Stopwatch.GetTimestamp();
        var deadline = start + (long)(Turn.TotalSeconds * Stopwatch.Frequency);
        var times = await Task.WhenAll(clients.Select(client => Task.Run(() => client.RunAsync(deadline))));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var client in clients) client.Dispose();
        return Figures.Of([.. times.SelectMany(t => t)], seconds);
    }
}
