namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>What one router process has counted of one revision since it began.</summary>
public sealed record RevisionCounters
{
    /// <summary>Nothing.</summary>
    public static RevisionCounters None { get; } = new();

    /// <summary>Requests that were first sent to it.</summary>
    public long Requests { get; init; }

    /// <summary>Those of them that it failed.</summary>
    public long Failures { get; init; }

    /// <summary>Those of them that the client gave up.</summary>
    public long Canceled { get; init; }

    /// <summary>Durations by bin (<see cref="LatencyBins"/>); empty, or all bins.</summary>
    public IReadOnlyList<long> Latency { get; init; } = [];

    /// <summary>Copies whose answer was compared.</summary>
    public long Compared { get; init; }

    /// <summary>Those of them that were answered otherwise.</summary>
    public long Disagreed { get; init; }

    /// <summary>What was counted since an earlier reading of the same process; null when something went backwards.</summary>
    public RevisionCounters? Since(RevisionCounters before)
    {
        var latency = Latency.Count == 0 ? before.Latency : Latency;
        var difference = new RevisionCounters
        {
            Requests = Requests - before.Requests,
            Failures = Failures - before.Failures,
            Canceled = Canceled - before.Canceled,
            Latency = [.. latency.Select((_, bin) => Latency.ElementAtOrDefault(bin) - before.Latency.ElementAtOrDefault(bin))],
            Compared = Compared - before.Compared,
            Disagreed = Disagreed - before.Disagreed,
        };
        long[] all = [difference.Requests, difference.Failures, difference.Canceled, difference.Compared, difference.Disagreed];
        return all.Concat(difference.Latency).Any(count => count < 0) ? null : difference;
    }
}
