using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>What the routers counted since they were last read.</summary>
internal sealed class RoutedTraffic
{
    private readonly List<(RevisionCounters Canary, RevisionCounters Stable)> grown = [];
    private readonly List<RevisionCounters> stable = [];
    private string? problem;

    /// <summary>Something was counted.</summary>
    public bool Any => grown.Any(pair => pair.Canary.Requests + pair.Stable.Requests + pair.Canary.Compared > 0);

    public static RoutedTraffic Of(AnalysisMemory memory, MeasurementTask task, Readings readings)
    {
        var traffic = new RoutedTraffic { problem = readings.RouterProblem };
        foreach (var (name, counters) in readings.Routers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            traffic.stable.Add(counters.Of(task.Stable));
            var before = memory.Routers.GetValueOrDefault(name)?.Counters;
            if (before?.Start != counters.Start || before.Route != counters.Route || counters.Route != task.Route) continue;
            if (counters.Of(task.Canary).Since(before.Of(task.Canary)) is { } canary
                && counters.Of(task.Stable).Since(before.Of(task.Stable)) is { } other)
                traffic.grown.Add((canary, other));
            else traffic.problem ??= $"{name}: a count went backwards although the process is the same";
        }

        return traffic;
    }

    /// <summary>All requests of the two.</summary>
    public Stretch Requests(int weight) => weight is 0 or 100
        ? new(weight, 0, 0, 0, 0)
        : new(weight, grown.Sum(pair => pair.Canary.Requests), 0, grown.Sum(pair => pair.Stable.Requests), 0);

    /// <summary>The evidence of a metric with what was counted.</summary>
    public MetricEvidence Add(MetricEvidence before, MetricPlan plan, MeasurementTask task)
    {
        var evidence = problem is null ? before.Succeeded() : before.Failed(problem);
        if (plan.Quantile is { } quantile && evidence.Bin is null)
            return evidence with { Bin = Quantile(quantile, task.MinRequests) };
        var bin = plan.Bin ?? evidence.Bin ?? 0;
        var counted = grown.Select(pair => Count(pair, plan, bin, task.Weight)).Total() with { Weight = task.Weight };
        if (counted.IsEmpty) return evidence;
        return evidence.WithWindow(plan, counted.CanaryRequests, counted.CanaryFailures, task.MinRequests) with
        {
            Stretches = evidence.Stretches.With(counted),
            Recent = evidence.Recent + counted.CanaryRequests,
        };
    }

    private int? Quantile(double share, int least)
    {
        var sums = new long[LatencyBins.Last + 1];
        foreach (var counters in stable)
            for (var bin = 0; bin < counters.Latency.Count; bin++)
                sums[bin] += counters.Latency[bin];
        return sums.Sum() >= least ? LatencyBins.Quantile(sums, share) : null;
    }

    private static Stretch Count((RevisionCounters Canary, RevisionCounters Stable) pair, MetricPlan plan, int bin, int weight)
    {
        var (canary, other) = plan.Kind switch
        {
            MetricKind.Errors => (Errors(pair.Canary), Errors(pair.Stable)),
            MetricKind.Latency => (Slow(pair.Canary, bin), Slow(pair.Stable, bin)),
            _ => ((pair.Canary.Compared, pair.Canary.Disagreed), (0L, 0L)),
        };
        return new(weight, canary.Item1, Math.Min(canary.Item1, canary.Item2), other.Item1, Math.Min(other.Item1, other.Item2));
    }

    /// <summary>Who gave up has not seen the answer: that says nothing about it.</summary>
    private static (long, long) Errors(RevisionCounters counters) =>
        (Math.Max(0, counters.Requests - counters.Canceled), counters.Failures);

    private static (long, long) Slow(RevisionCounters counters, int bin) => (counters.Latency.Sum(), counters.Latency.Skip(bin + 1).Sum());
}
