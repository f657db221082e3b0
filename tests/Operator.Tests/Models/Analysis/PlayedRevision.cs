using Modelwright.Operator.Models.Analysis;

namespace Modelwright.Operator.Tests.Models.Analysis;

/// <summary>What one router process has counted of a revision.</summary>
internal sealed class PlayedRevision
{
    private double failures;
    private double slow;
    private double disagreed;

    public long Requests { get; private set; }

    public long Failures => (long)Math.Floor(failures + 1e-9);

    public long Slow => (long)Math.Floor(slow + 1e-9);

    public long Compared { get; private set; }

    public long Disagreed => (long)Math.Floor(disagreed + 1e-9);

    /// <summary>More requests, some of which fail, some of which are slow (400 ms; the others take 10 ms).</summary>
    public void Serve(long requests, double failureRate, double slowRate)
    {
        Requests += requests;
        failures += requests * failureRate;
        slow += requests * slowRate;
    }

    /// <summary>More copies, some of which are answered otherwise.</summary>
    public void Copy(long copies, double disagreementRate)
    {
        Compared += copies;
        disagreed += copies * disagreementRate;
    }

    public string Json(string name)
    {
        var (fast, late) = (LatencyBins.Covering(TimeSpan.FromMilliseconds(10)), LatencyBins.Covering(TimeSpan.FromMilliseconds(400)));
        List<string> latency = [];
        if (Requests > Slow) latency.Add($"[{fast},{Requests - Slow}]");
        if (Slow > 0) latency.Add($"[{late},{Slow}]");
        var mirror = $$"""{"sent":{{Compared}},"compared":{{Compared}},"disagreed":{{Disagreed}},"failed":0,"dropped":0,"skipped":0}""";
        return $$"""
            {"revision":"{{name}}","requests":{{Requests}},"failures":{{Failures}},"canceled":0,
             "latency":[{{string.Join(',', latency)}}],"mirror":{{mirror}}}
            """;
    }
}
