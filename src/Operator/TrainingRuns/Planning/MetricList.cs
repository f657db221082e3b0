using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>
/// The metrics that a status has room for: first those that the run is judged by, then the others in the order they came in.
/// </summary>
internal static class MetricList
{
    /// <summary>The metrics that a run is judged by.</summary>
    public static IReadOnlyList<string> Required(TrainingRunSpec spec)
    {
        List<string> names = [.. spec.RequiredMetrics ?? []];
        if (spec.Objective is { } objective && !names.Contains(objective.Metric)) names.Insert(0, objective.Metric);
        return names;
    }

    /// <summary>The list; of two values of a name the first counts.</summary>
    public static IReadOnlyList<MetricValue> Of(TrainingRunSpec spec, IReadOnlyList<MetricValue> metrics)
    {
        var required = Required(spec);
        return [.. metrics.DistinctBy(metric => metric.Name).OrderByDescending(metric => required.Contains(metric.Name))
            .Take(TrainingLimits.MaxMetrics)];
    }
}
