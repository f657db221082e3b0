using Modelwright.Agent.Metrics;
using Modelwright.Agent.Outputs;
using Modelwright.Agent.Reports;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Attending;

/// <summary>Follows what a training container writes while it runs. Safe for several threads.</summary>
internal sealed class RunWatch : IDisposable
{
    private const string MetricsFile = "metrics.jsonl";
    private const string ProgressFile = "progress";
    private const int MaxLine = 64 * 1024;
    private const int MaxProgress = 4 * 1024;
    private const long BytesAtATime = 16L << 20;

    private readonly Lock gate = new();
    private readonly OutputFolder folder;
    private readonly MetricBook book;
    private readonly FileTail tail;
    private readonly List<MetricPoint> points = [];
    private RunProgress? progress;

    public RunWatch(TrainingTask task, OutputFolder folder, Random random)
    {
        this.folder = folder;
        book = new MetricBook(task, random, Warnings);
        var lines = new LineSplitter(MaxLine, Read,
            number => Warnings.Add($"{MetricsFile} line {number} has more than {MaxLine} bytes and was left out"));
        tail = new FileTail(folder, MetricsFile, lines, Warnings);
    }

    /// <summary>What a person should know; only for use while nothing else runs.</summary>
    public Warnings Warnings { get; } = new();

    /// <summary>Takes what is new.</summary>
    public void Poll(CancellationToken cancellation)
    {
        lock (gate)
        {
            tail.Poll(BytesAtATime, cancellation);
            ReadProgress();
        }
    }

    /// <summary>Takes all that is left.</summary>
    public void Finish(CancellationToken cancellation)
    {
        lock (gate)
        {
            tail.Finish(cancellation);
            ReadProgress();
        }
    }

    /// <summary>What is known now.</summary>
    public RunReport Report()
    {
        lock (gate)
            return new RunReport
            {
                Metrics = book.Last(),
                JudgedMetrics = book.Judged,
                Series = book.Series(),
                Points = book.Points,
                Progress = progress,
                Warnings = Warnings.All(),
            };
    }

    public void Dispose() => tail.Dispose();

    private void Read(ReadOnlySpan<byte> line, long number)
    {
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0) return;
        points.Clear();
        if (MetricLine.Read(line, points) is { } problem) Warnings.Add($"{MetricsFile} line {number} {problem}");
        foreach (var point in points) book.Add(point);
    }

    // A file being written may be empty or cut for a moment; the last good one stays.
    private void ReadProgress()
    {
        var text = folder.Beginning(ProgressFile, MaxProgress, out var problem);
        if (problem is not null) Warnings.AddOnce(ProgressFile, $"{ProgressFile} {problem}");
        if (!string.IsNullOrWhiteSpace(text) && RunProgress.Parse(text) is { } now) progress = now;
    }
}
