using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>
/// From readings to evidence. Counted is what grew between two readings of the same process under the same route. A process that was not
/// read before, or began anew, is first read and then counted; so nothing counts twice, and nothing from before.
/// </summary>
internal static class Accumulation
{
    /// <summary>What is known after a measurement.</summary>
    public static AnalysisMemory Add(AnalysisMemory? known, MeasurementTask task, Readings readings, DateTimeOffset now)
    {
        var memory = Begin(known, task, now);
        var traffic = RoutedTraffic.Of(memory, task, readings);
        var evidence = memory.Evidence;
        List<MetricEvidence> metrics = [.. task.Metrics.Select(plan =>
        {
            var before = evidence.Of(plan);
            return plan.Kind switch
            {
                MetricKind.Drift => PredictionAccumulation.Add(before, plan, memory, task, readings),
                MetricKind.Query => QueryAccumulation.Add(before, plan, readings),
                _ => traffic.Add(before, plan, task),
            };
        })];
        var news = !metrics.SequenceEqual(task.Metrics.Select(evidence.Of)) || traffic.Any;
        return memory with
        {
            Route = task.Route,
            AskedTime = now,
            Routers = memory.Routers.Where(pair => task.Routers.Any(router => router.Name == pair.Key))
                .Where(pair => !readings.Routers.ContainsKey(pair.Key))
                .Concat(readings.Routers.Select(pair => KeyValuePair.Create(pair.Key, new RouterBaseline(pair.Value, now))))
                .ToDictionary(StringComparer.Ordinal),
            Servers = memory.Servers.Where(pair => task.Servers.Any(server => server.Uid == pair.Key))
                .Where(pair => !readings.Servers.ContainsKey(pair.Key))
                .Concat(readings.Servers.Select(pair => KeyValuePair.Create(pair.Key, new ServerBaseline(pair.Value, now))))
                .ToDictionary(StringComparer.Ordinal),
            Evidence = evidence with
            {
                StartTime = evidence.StartTime ?? Times.Whole(now),
                LastTime = news ? Times.Whole(now) : evidence.LastTime,
                Requests = task.Drawn ? evidence.Requests.With(traffic.Requests(task.Weight)) : evidence.Requests,
                Metrics = metrics,
            },
        };
    }

    /// <summary>
    /// Goes on from what this process knows, or from what the status recorded, or begins. Readings from before the canary was settled are
    /// forgotten; a new route begins a new time to measure the traffic by.
    /// </summary>
    private static AnalysisMemory Begin(AnalysisMemory? known, MeasurementTask task, DateTimeOffset now)
    {
        if (known?.Evidence.IsOf(task.Canary, task.Stable, task.RolloutTime) != true)
            known = new()
            {
                Evidence = RecordedEvidence.Read(task.Seed) is { } seed && seed.IsOf(task.Canary, task.Stable, task.RolloutTime)
                    ? seed
                    : AnalysisEvidence.None(task.Canary, task.Stable, task.RolloutTime),
            };
        if (known.Route != task.Route)
            known = known with
            {
                SplitTime = now,
                Evidence = known.Evidence with { Metrics = [.. known.Evidence.Metrics.Select(metric => metric with { Recent = 0 })] },
            };
        return task.SettledTime is not { } settled ? known : known with
        {
            Routers = known.Routers.Where(pair => pair.Value.Time >= settled).ToDictionary(StringComparer.Ordinal),
            Servers = known.Servers.Where(pair => pair.Value.Time >= settled).ToDictionary(StringComparer.Ordinal),
        };
    }
}
