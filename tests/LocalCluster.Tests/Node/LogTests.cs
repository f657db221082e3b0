using System.Text;
using Microsoft.Extensions.Time.Testing;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Node.Logs;
using Modelwright.Testing;

namespace Modelwright.LocalCluster.Tests.Node;

public sealed class LogTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private string File => folder.File("log");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Output_comes_back_as_it_was_and_ends_with_a_newline()
    {
        await Write("one\ntwo\n\nlast without end");
        (await Read(new PodLogQuery())).ShouldBe("one\ntwo\n\nlast without end\n");
    }

    [Fact]
    public async Task A_line_longer_than_a_part_stays_one_line()
    {
        var line = new string('x', 50_000);
        await Write(line + "\nnext\n");
        (await Read(new PodLogQuery())).ShouldBe(line + "\nnext\n");
        (await Read(new PodLogQuery { TailLines = 1 })).ShouldBe("next\n");
    }

    [Fact]
    public async Task Tail_since_limit_and_timestamps_select()
    {
        await Write("one\ntwo\n");
        time.Advance(TimeSpan.FromMinutes(1));
        await Write("three\n");

        (await Read(new PodLogQuery { TailLines = 2 })).ShouldBe("two\nthree\n");
        (await Read(new PodLogQuery { TailLines = 0 })).ShouldBe("");
        (await Read(new PodLogQuery { Since = time.GetUtcNow() })).ShouldBe("three\n");
        (await Read(new PodLogQuery { LimitBytes = 5 })).ShouldBe("one\nt");
        (await Read(new PodLogQuery { TailLines = 1, Timestamps = true })).ShouldBe("2026-01-01T00:01:00.0000000Z three\n");
    }

    [Fact]
    public async Task Files_are_bounded_and_the_newest_lines_stay()
    {
        var lines = Enumerable.Range(0, 5000).Select(i => $"line {i}").ToList();
        foreach (var chunk in lines.Chunk(100)) await Write(string.Join('\n', chunk) + "\n", maxBytes: 20_000);

        new FileInfo(File).Length.ShouldBeLessThan(30_000);
        new FileInfo(LogWriter.RotatedName(File)).Length.ShouldBeLessThan(30_000);
        var kept = (await Read(new PodLogQuery())).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        kept.ShouldBe(lines.TakeLast(kept.Length));
        kept.Length.ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task Following_sees_every_line_across_rotations_and_ends_with_the_container()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        var writing = new LogWriter(File, time, maxBytes: 4_000).CopyAsync(pipe.Reader.AsStream());
        var ended = false;
        using var seen = new MemoryStream();
        var reading = new LogReader(File, new PodLogQuery { Follow = true }, seen, TimeProvider.System)
            .CopyAsync(() => Volatile.Read(ref ended), TestContext.Current.CancellationToken);
        var expected = new StringBuilder();
        for (var i = 0; i < 300; i++)
        {
            expected.Append($"line {i}\n");
            await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes($"line {i}\n"), TestContext.Current.CancellationToken);
            if (i % 30 == 29) await SeenAsync(seen, expected.Length);
        }

        await pipe.Writer.CompleteAsync();
        await writing;
        Volatile.Write(ref ended, true);
        await reading;
        Encoding.UTF8.GetString(seen.ToArray()).ShouldBe(expected.ToString());
    }

    [Fact]
    public async Task Previous_shows_the_run_before_and_refusals_say_why()
    {
        using var cluster = new NodeCluster();
        cluster.RunScript("echo run; exit 1", restartPolicy: "Always");
        await cluster.Until(() => cluster.Container().Text("state", "waiting", "reason") == "CrashLoopBackOff");
        (await cluster.Log()).ShouldBe("run\n");
        (await cluster.Log(query: new PodLogQuery { Previous = true })).ShouldBe("run\n");
        (await Refusal(cluster, "p", new PodLogQuery { Container = "nobody" })).ShouldContain("not valid for pod p");
        (await Refusal(cluster, "absent", new PodLogQuery())).ShouldContain("not found");

        cluster.Run("""
            apiVersion: v1
            kind: Pod
            metadata: {name: w, namespace: default}
            spec: {containers: [{name: main, image: nginx}]}
            """);
        (await Refusal(cluster, "w", new PodLogQuery())).ShouldContain("is waiting to start");
        (await Refusal(cluster, "w", new PodLogQuery { Previous = true })).ShouldContain("previous terminated container");
    }

    private static async Task SeenAsync(MemoryStream seen, int length)
    {
        for (var tries = 0; seen.Length < length && tries < 2000; tries++) await Task.Delay(5, TestContext.Current.CancellationToken);
        seen.Length.ShouldBeGreaterThanOrEqualTo(length);
    }

    private static async Task<string> Refusal(NodeCluster cluster, string pod, PodLogQuery query) =>
        (await Should.ThrowAsync<ApiException>(() => cluster.Log(pod, query))).Message;

    private Task Write(string text, long maxBytes = 1 << 20) =>
        new LogWriter(File, time, maxBytes).CopyAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private async Task<string> Read(PodLogQuery query)
    {
        using var text = new MemoryStream();
        await new LogReader(File, query, text, time).CopyAsync(() => true, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
