using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Modelwright.Bench.Router;

/// <summary>
/// The same load straight to the backend and through each proxy, in turns. What is compared are the rounds' own differences and ratios; of
/// those the medians, because what else runs on a machine changes from minute to minute.
/// </summary>
/// <param name="backend">The backend's own address.</param>
/// <param name="proxies">The proxies by name; the first one is Modelwright's router.</param>
/// <param name="rounds">Turns of each.</param>
/// <param name="turn">How long a turn is.</param>
public sealed class Measurement(Uri backend, IReadOnlyList<(string Name, ChildProgram Program)> proxies, int rounds, TimeSpan turn)
{
    private const int BodyBytes = 400;
    private static readonly int[] Concurrency = [1, 8, 64];
    private readonly SortedDictionary<string, double> result =
        new(StringComparer.Ordinal) { ["rounds"] = rounds, ["bodyBytes"] = BodyBytes };

    /// <summary>Prints a table, and the figures as the last line.</summary>
    public async Task RunAsync()
    {
        Console.WriteLine("| c | through | requests/s | of direct | p50, p99 µs | added median, p99 µs | CPU µs/request |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var c in Concurrency) await RunAsync(c);
        foreach (var (name, program) in proxies) result[$"{name}Megabytes"] = Math.Round(program.MegabytesNow, 1);
        Console.WriteLine($"RESULT {JsonSerializer.Serialize(result)}");
    }

    private async Task RunAsync(int c)
    {
        await TurnAsync(backend, c);
        foreach (var (_, program) in proxies) await TurnAsync(program.Url, c);
        var direct = new List<Figures>();
        var through = proxies.Select(_ => new List<Figures>()).ToList();
        var processor = new TimeSpan[proxies.Count];
        for (var round = 0; round < rounds; round++)
        {
            direct.Add(await TurnAsync(backend, c));
            // Each round begins with another proxy, so that none always follows the same neighbour.
            for (var i = 0; i < proxies.Count; i++)
            {
                var which = (i + round) % proxies.Count;
                var before = proxies[which].Program.ProcessorTime;
                through[which].Add(await TurnAsync(proxies[which].Program.Url, c));
                processor[which] += proxies[which].Program.ProcessorTime - before;
            }
        }

        Row(c, "(direct)", direct, direct, null);
        for (var i = 0; i < proxies.Count; i++)
        {
            var cpu = processor[i].TotalMicroseconds / through[i].Sum(f => f.Requests);
            Row(c, proxies[i].Name, direct, through[i], cpu);
            if (i > 0) Compare(c, proxies[i].Name, direct, through[0], through[i]);
        }
    }

    private void Row(int c, string name, List<Figures> direct, List<Figures> these, double? cpu)
    {
        var f = Figures.Median(these);
        var ratio = Figures.Median(direct.Zip(these, (d, t) => t.PerSecond / d.PerSecond));
        var median = Figures.Median(direct.Zip(these, (d, t) => t.P50 - d.P50));
        var tail = Figures.Median(direct.Zip(these, (d, t) => t.P99 - d.P99));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {c} | {name} | {f.PerSecond:F0} | {ratio:F2} | {f.P50:F0}, {f.P99:F0} | {median:F0}, {tail:F0} | {cpu:F1} |"));
        if (cpu is null) return;
        result[$"{name}ToDirectC{c}"] = Math.Round(ratio, 3);
        result[$"{name}AddedMedianMicrosecondsC{c}"] = Math.Round(median, 1);
        result[$"{name}AddedP99MicrosecondsC{c}"] = Math.Round(tail, 1);
        result[$"{name}PerSecondC{c}"] = Math.Round(f.PerSecond);
        result[$"{name}CpuMicrosecondsC{c}"] = Math.Round(cpu.Value, 1);
    }

    private void Compare(int c, string name, List<Figures> direct, List<Figures> ours, List<Figures> theirs)
    {
        var suffix = $"To{char.ToUpperInvariant(name[0])}{name[1..]}C{c}";
        result[$"addedMedian{suffix}"] = Ratio(f => f.P50);
        result[$"addedP99{suffix}"] = Ratio(f => f.P99);
        result[$"throughput{suffix}"] = Math.Round(Figures.Median(ours.Zip(theirs, (o, t) => o.PerSecond / t.PerSecond)), 3);

        // A ratio of what was added; the medians over the rounds first, because a round's difference can be about nothing.
        double Ratio(Func<Figures, double> of) => Math.Round(
            Figures.Median(direct.Zip(ours, (d, o) => of(o) - of(d))) / Figures.Median(direct.Zip(theirs, (d, t) => of(t) - of(d))), 2);
    }

    private async Task<Figures> TurnAsync(Uri url, int concurrency)
    {
        var clients = Enumerable.Range(0, concurrency).Select(_ => new LoadClient(url, BodyBytes)).ToList();
        var start = Stopwatch.GetTimestamp();
        var deadline = start + (long)(turn.TotalSeconds * Stopwatch.Frequency);
        var times = await Task.WhenAll(clients.Select(client => Task.Run(() => client.RunAsync(deadline))));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var client in clients) client.Dispose();
        return Figures.Of([.. times.SelectMany(t => t)], seconds);
    }
}
