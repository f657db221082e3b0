using Modelwright.Operator.Models.Analysis.Measuring;

namespace Modelwright.Operator.Models.Analysis;

/// <summary>Whether it is time to measure, and whom.</summary>
internal static class MeasurementPolicy
{
    private const int MaxRouters = 32;
    private const int MaxServers = 16;

    /// <summary>
    /// The measurement to take now, and when the next one is due; neither while the routers do not agree or the canary is not ready.
    /// </summary>
    public static (MeasurementTask? Task, DateTimeOffset? Next) Decide(
        ModelObserved observed, AnalysisSubject subject, AnalysisSettings settings, IReadOnlyList<MetricPlan> metrics)
    {
        if (subject.Route is not { } route || subject.ReadyTime is not { } ready || metrics.Count == 0) return (null, null);
        var settled = ready + settings.InitialDelay;
        if (settled > observed.Now) return (null, settled);
        var memory = observed.Analysis?.Evidence.IsOf(subject.Canary, subject.Stable, subject.StartTime) == true ? observed.Analysis : null;
        if (memory is not null && memory.Route == route && memory.AskedTime + settings.Interval > observed.Now)
            return (null, memory.AskedTime + settings.Interval);
        var model = observed.Model.Metadata;
        return (new MeasurementTask
        {
            Namespace = model.NamespaceProperty,
            Model = model.Name,
            Uid = model.Uid,
            Canary = subject.Canary,
            Stable = subject.Stable,
            RolloutTime = subject.StartTime,
            Route = route,
            Weight = subject.Weight,
            Drawn = !subject.Sticky && subject.Weight is > 0 and < 100,
            SettledTime = settings.InitialDelay > TimeSpan.Zero ? settled : null,
            MinRequests = settings.MinRequests,
            Routers = [.. observed.Routers.Where(router => router.Address is not null).OrderByDescending(router => router.TakesRequests)
                .Take(MaxRouters).Select(router => new RouterTarget(router.Name, router.Address!, router.TakesRequests))],
            Servers = metrics.Any(metric => metric.Kind == MetricKind.Drift)
                ? [.. Servers(observed, subject.Canary), .. Servers(observed, subject.Stable)]
                : [],
            Metrics = metrics,
            Seed = memory is null ? observed.Model.Status?.Analysis : null,
        }, observed.Now + settings.Interval);
    }

    private static IEnumerable<ServerTarget> Servers(ModelObserved observed, string revision) => observed.Pods
        .Where(pod => pod is { Ready: true, Deleting: false, Address: not null } && pod.Revision == revision)
        .OrderBy(pod => pod.Name, StringComparer.Ordinal).Take(MaxServers)
        .Select(pod => new ServerTarget(pod.Uid, pod.Address!, pod.Revision));
}
